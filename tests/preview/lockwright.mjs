// The program under test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const BINARY = process.env.LOCKWRIGHT;

/** Runs a command to its end. */
export function run(args, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(BINARY, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, err] = [[], []];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    // A program that ends without reading its input is judged by what it answers.
    child.stdin.on('error', () => {});
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
    child.stdin.end(input);
  });
}

/** Starts a preview; `stop` ends it. */
export async function preview(page, ...options) {
  const child = spawn(BINARY, ['preview', '--isolated', page, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const lines = createInterface({ input: child.stdout });
  const [url] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error(`the preview ended: ${stderr}`);
    }),
  ]);
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** The config that `compile --bind` fills in. */
export async function sampleConfig(kind, target) {
  const page = `<script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script><script>atob('@@config@@')</script>`;
  const { code, stdout, stderr } = await run(['compile', '--isolated', '--target', target, '--bind', kind, '-'], page);
  if (code !== 0) throw new Error(stderr);
  const [, encoded] = /atob\('([^']+)'\)/.exec(stdout);
  return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
}
