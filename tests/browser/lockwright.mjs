// The program under test.
import { spawn } from 'node:child_process';

const BINARY = process.env.LOCKWRIGHT ?? new URL('../../target/release/lockwright', import.meta.url).pathname;

function call(args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(BINARY, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, err] = [[], []];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    // A program that ends without reading its input is judged by what it answers.
    child.stdin.on('error', () => {});
    child.on('close', (code, signal) => {
      resolve({ code: code ?? signal, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') });
    });
    child.stdin.end(input);
  });
}

/**
 * `lockwright fix` on a page.
 *
 * @param {Buffer} page
 * @param {string} [target]
 * @returns {Promise<{code: number | string, page: Buffer, stderr: string}>}
 */
export async function fix(page, target = 'cloud') {
  const { code, stdout, stderr } = await call(
    ['fix', '--isolated', '--target', target, '--output-format', 'concise', '-'],
    page,
  );
  return { code, page: stdout, stderr };
}

/**
 * `lockwright check` on a page.
 *
 * @param {Buffer} page
 * @param {string} [target]
 * @returns {Promise<{code: number | string, findings: object[]}>}
 */
export async function check(page, target = 'cloud') {
  const { code, stdout, stderr } = await call(
    ['check', '--isolated', '--target', target, '--output-format', 'json', '-'],
    page,
  );
  try {
    return { code, findings: JSON.parse(stdout.toString('utf8')).findings };
  } catch {
    throw new Error(`lockwright check ended with ${code} and no JSON: ${stderr.trim()}`);
  }
}
