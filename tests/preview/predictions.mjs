// Compares predictions with builds, and the document with what was seen.
//
//   node predictions.mjs [--all] [--update]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from './chromium.mjs';
import { compareAll } from './matrix.mjs';
import { PAGES, USUAL } from './pages.mjs';
import { ALL, BOUNDED } from './releases.mjs';
import { document, row, written } from './table.mjs';

const DOCUMENT = new URL('../../docs/lock-requests.md', import.meta.url);

const { values } = parseArgs({ options: { all: { type: 'boolean' }, update: { type: 'boolean' } } });
if (values.update && !values.all) throw new Error('--update goes together with --all: the document has every build');
const releases = values.all ? ALL : BOUNDED;
const pages = values.all ? PAGES : PAGES.filter(({ name }) => USUAL.has(name));

const browser = await launch();
const results = await compareAll(browser, releases, pages);
await browser.close();

let failed = 0;
for (const { release, page, kind, complaints } of results) {
  for (const complaint of complaints) {
    failed += 1;
    console.log(`FAIL Lock ${release}, ${page}, ${kind}: ${complaint}`);
  }
}
if (values.update) writeFileSync(DOCUMENT, document(results));
const text = readFileSync(DOCUMENT, 'utf8');
for (const { name } of pages) {
  for (const release of releases) {
    const [seen, said] = [row(results, name, release), written(text, name, release)];
    if (seen === said) continue;
    failed += 1;
    console.log(`FAIL docs/lock-requests.md, Lock ${release}, ${name}: says ${said}, seen ${seen}`);
  }
}
const right = results.filter(({ complaints }) => complaints.length === 0).length;
console.log(`${right} of ${results.length} predictions are right, on ${releases.length} builds`);
process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
