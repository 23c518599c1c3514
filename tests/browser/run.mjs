// Runs every fixture, or every page of the folders named as arguments, and says what came of each.
//
//   node run.mjs [--verbose] [FOLDER…]
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Tab } from './chromium.mjs';
import { anyPage, examine, PROMISES, summary } from './verdict.mjs';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const TABS = 2;

function pagesIn(path) {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true });
  return entries.filter((name) => /\.html?$/i.test(name)).map((name) => join(path, name)).sort();
}

function fixtures() {
  return Object.entries(PROMISES).flatMap(([folder, promise]) =>
    pagesIn(join(FIXTURES, folder)).map((path) => ({ path, promise, name: relative(FIXTURES, path) })),
  );
}

function namedOnes(paths) {
  const named = (path) => join(basename(dirname(path)), basename(path));
  return paths.flatMap(pagesIn).map((path) => ({ path, promise: anyPage, name: named(path) }));
}

async function outcomeOf(tab, { path, promise }) {
  try {
    const found = await examine(tab, readFileSync(path));
    return { complaints: promise(found), summary: summary(found) };
  } catch (error) {
    return { complaints: [error.message], summary: 'could not be examined' };
  }
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { verbose: { type: 'boolean' } } });
  const verbose = values.verbose || positionals.length > 0;
  const tasks = positionals.length > 0 ? namedOnes(positionals) : fixtures();
  const outcomes = new Array(tasks.length);
  let next = 0;
  const work = async () => {
    const tab = new Tab();
    while (next < tasks.length) {
      const index = next++;
      outcomes[index] = await outcomeOf(tab, tasks[index]);
    }
    await tab.close();
  };
  await Promise.all(Array.from({ length: TABS }, work));

  let failed = 0;
  for (const [index, { complaints, summary: line }] of outcomes.entries()) {
    if (complaints.length > 0) failed += 1;
    if (complaints.length > 0 || verbose) {
      console.log(`${complaints.length > 0 ? 'FAIL' : 'pass'} ${tasks[index].name} (${line})`);
    }
    for (const complaint of complaints) console.log(`     ${complaint}`);
  }
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || outcomes.length === 0 ? 1 : 0;
}

await main();
