// The program under test, on many pages at once.
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BATCH = 1_000;
const LOAD = '<script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>';

/** A page with a script, or with a module. */
export const pageOf = (script, isModule = false) =>
  `<!DOCTYPE html>\n<title>Log in</title>\n${LOAD}\n<script${isModule ? ' type="module"' : ''}>\n${script}\n</script>\n`;

/** Whether code can stand in a page as it is. */
export const fitsAPage = (code) => !/<\/script|<!--|\0/i.test(code);

async function check(folder) {
  const child = spawn(process.env.LOCKWRIGHT, ['check', '--isolated', '--output-format', 'json-lines', folder]);
  let text = '';
  child.stdout.setEncoding('utf8');
  for await (const chunk of child.stdout) text += chunk;
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/**
 * The findings of pages, in their order.
 *
 * @param {string[]} pages
 * @returns {Promise<{rule: string, severity: string, message: string}[][]>}
 */
export async function findingsOf(pages) {
  const folder = join(tmpdir(), `lockwright-conformance-${process.pid}`);
  const all = [];
  for (let start = 0; start < pages.length; start += BATCH) {
    const batch = pages.slice(start, start + BATCH);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await Promise.all(batch.map((page, index) => writeFile(join(folder, `${index}.html`), page)));
    const found = batch.map(() => []);
    for (const finding of await check(folder)) {
      const index = Number(/(\d+)\.html$/.exec(finding.path ?? '')?.[1] ?? NaN);
      if (found[index]) found[index].push(finding);
    }
    all.push(...found);
  }
  await rm(folder, { recursive: true, force: true });
  return all;
}
