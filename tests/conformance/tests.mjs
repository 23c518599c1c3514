// The tests of a checkout of test262, as far as they are scripts or modules of one file.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{path: string, code: string, flags: string[], includes: string[], negative?: string}} Test */

// What no browser has yet, and scripts that use it do not parse there either; and what stands at the very start of a file.
const NOT_IN_BROWSERS = ['decorators', 'import-defer', 'source-phase-imports', 'hashbang'];

const list = (text, key) => {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, 'm').exec(text);
  if (inline) return inline[1].split(',').map((it) => it.trim()).filter(Boolean);
  const lines = new RegExp(`^${key}:\\s*\\n((?:\\s+- .*\\n?)+)`, 'm').exec(text);
  return lines ? lines[1].split('\n').map((it) => it.replace(/^\s+- /, '').trim()).filter(Boolean) : [];
};

/** Reads what a test says of itself. */
function read(path, code) {
  const about = /\/\*---([\s\S]*?)---\*\//.exec(code)?.[1] ?? '';
  const negative = /^negative:\s*\n\s+phase:\s*(\w+)/m.exec(about)?.[1];
  return { path, code, negative, flags: list(about, 'flags'), includes: list(about, 'includes'), features: list(about, 'features') };
}

/**
 * The tests below the folders, sorted by path; every so many of them.
 *
 * @param {string} checkout
 * @param {string[]} folders
 * @param {number} every
 * @returns {AsyncGenerator<Test>}
 */
export async function* testsOf(checkout, folders, every) {
  const paths = [];
  for (const folder of folders) {
    const entries = await readdir(join(checkout, 'test', folder), { recursive: true });
    paths.push(...entries.filter((it) => it.endsWith('.js') && !it.includes('_FIXTURE')).map((it) => join(folder, it)));
  }
  paths.sort();
  for (let index = 0; index < paths.length; index += every) {
    const code = await readFile(join(checkout, 'test', paths[index]), 'utf8');
    const test = read(paths[index], code);
    if (!test.features.some((it) => NOT_IN_BROWSERS.includes(it))) yield test;
  }
}
