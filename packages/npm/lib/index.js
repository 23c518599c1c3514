// The library: pages are texts, and nothing is read or written.

import { load } from '#module';
import { Core } from './core.js';
import { MemoryHost } from './memory.js';
import { inUtf16 } from './offsets.js';
import { words } from './words.js';

export { Core, Crash } from './core.js';
export { MemoryHost } from './memory.js';
export { applyEdits } from './offsets.js';

const REPORT = '/lockwright-report.json';

/** What went wrong with the options, or with the page. */
export class LockwrightError extends Error {
  name = 'LockwrightError';
}

/** Runs a command on files in memory. */
export async function run(args, { stdin, files } = {}) {
  const host = new MemoryHost({ stdin, files });
  const code = new Core(await load(), host).run(args);
  return { code, stdout: host.take(1), stderr: host.take(2), files: host.files };
}

/** Says what is wrong with a page. */
export async function check(page, options = {}) {
  const { stdout } = await succeed(['check', ...words(options, 'check'), '--output-format', 'json'], page);
  return inUtf16(page, JSON.parse(stdout));
}

/** Makes what fixes can be trusted, and says what is left. */
export async function fix(page, options = {}) {
  const report = ['--output-format', 'json', '--output-file', REPORT];
  const { stdout, files } = await succeed(['fix', ...words(options, 'fix'), ...report], page);
  return { page: stdout, ...inUtf16(stdout, JSON.parse(files[REPORT.slice(1)])) };
}

/** Shows as a patch what `fix` would change. */
export async function diff(page, options = {}) {
  const report = ['--output-format', 'json', '--output-file', REPORT];
  return (await succeed(['fix', '--diff', ...words(options, 'fix'), ...report], page)).stdout;
}

/** Shows what Lock will be given, and what it will request. */
export async function inspect(page, options = {}) {
  const { stdout } = await succeed(['inspect', ...words(options, 'inspect'), '--output-format', 'json'], page);
  return inUtf16(page, JSON.parse(stdout)).pages[0];
}

/** The rules with their documentation. */
export async function rules() {
  const { stdout } = await run(['rule', '--all', '--output-format', 'json']);
  return JSON.parse(stdout).rules;
}

/** Runs a command on one page, and rejects when that cannot be done. */
async function succeed(args, page) {
  const result = await run([...args, '-'], { stdin: page });
  if (result.code === 2) throw new LockwrightError(result.stderr.replace(/^error: /, '').trim());
  return result;
}
