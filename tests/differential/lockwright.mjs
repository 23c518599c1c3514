// The program under test, on a folder of pages.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const BINARY = process.env.LOCKWRIGHT;

function call(args) {
  return new Promise((resolve, reject) => {
    execFile(BINARY, args, { maxBuffer: 1 << 30 }, (error, stdout, stderr) => {
      if (error && ![0, 1].includes(error.code)) reject(new Error(`lockwright ${args.join(' ')}: ${error.message}\n${stderr}`));
      else resolve(stdout);
    });
  });
}

async function errorsOf(folder) {
  const report = JSON.parse(await call(['check', '--isolated', '--select', 'third-party', '--output-format', 'json', folder]));
  const errors = new Map();
  for (const { path, severity, rule, message } of report.findings) {
    if (severity !== 'error') continue;
    const name = path.split('/').at(-1);
    errors.set(name, [...(errors.get(name) ?? []), { rule, message }]);
  }
  return errors;
}

/**
 * What is found on pages, what `fix` makes of them, and what is found then.
 *
 * @param {string} folder a folder for the pages
 * @param {string[]} pages
 */
export async function judge(folder, pages) {
  const before = join(folder, 'before');
  const after = join(folder, 'after');
  await rm(folder, { recursive: true, force: true });
  await mkdir(before, { recursive: true });
  const names = pages.map((_, index) => `page-${String(index).padStart(5, '0')}.html`);
  for (const [index, page] of pages.entries()) await writeFile(join(before, names[index]), page);
  await cp(before, after, { recursive: true });
  const found = await errorsOf(before);
  await call(['fix', '--isolated', '--select', 'third-party', '--fail-on', 'never', '--output-format', 'concise', after]);
  const left = await errorsOf(after);
  return Promise.all(
    names.map(async (name) => ({
      found: found.get(name) ?? [],
      left: left.get(name) ?? [],
      fixed: await readFile(join(after, name), 'utf8'),
    })),
  );
}
