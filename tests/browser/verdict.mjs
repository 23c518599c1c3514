// A page is run, fixed and run again: what came of it.
import { differences, truthOf, unreadiness } from './judge.mjs';
import { check, fix } from './lockwright.mjs';
import { TRANSACTIONS } from './transaction.mjs';

/** Runs a page once for each transaction. */
export async function runAll(tab, page) {
  const runs = [];
  for (const transaction of TRANSACTIONS) {
    runs.push({ transaction, recording: await tab.run(page, transaction.config) });
  }
  return runs;
}

/** The target that a page's first comment asks for: `<!-- target: private-cloud -->`. */
export function targetOf(page) {
  return /^\s*<!-- target: ([\w-]+)/.exec(page.toString('utf8', 0, 200))?.[1] ?? 'cloud';
}

/**
 * Everything that can be found out about a page.
 *
 * @param {import('./chromium.mjs').Tab} tab
 * @param {Buffer} page
 */
export async function examine(tab, page) {
  const target = targetOf(page);
  const [checked, fixed, before] = [await check(page, target), await fix(page, target), await runAll(tab, page)];
  const changed = !fixed.page.equals(page);
  const after = changed ? await runAll(tab, fixed.page) : before;
  return {
    target,
    truth: truthOf(before),
    changed,
    checkCode: checked.code,
    findings: checked.findings,
    fixCode: fixed.code,
    lacking: unique(before.flatMap((run) => unreadiness(run, target))),
    stillLacking: unique(after.flatMap((run) => unreadiness(run, target))),
    differences: differencesOfAll(before, after, target, checked.findings.map(({ rule }) => rule)),
    before,
    after,
  };
}

// The same difference usually shows in every run, and is told once.
function differencesOfAll(before, after, target, rules) {
  const where = new Map();
  for (const [index, run] of before.entries()) {
    for (const difference of differences(run, after[index], target, rules)) {
      where.set(difference, [...(where.get(difference) ?? []), run.transaction.name]);
    }
  }
  return [...where].map(([difference, names]) =>
    names.length === before.length ? difference : `${difference} (${names.join('; ')})`,
  );
}

const unique = (items) => [...new Set(items)];

const demand = (condition, complaint) => (condition ? [] : [complaint]);

/** What each folder of fixtures promises of its pages: complaints, none when the promise is kept. */
export const PROMISES = {
  unready: (found) => [
    ...demand(found.lacking.length > 0, `the fixture is ${found.truth} as it stands`),
    ...demand(found.checkCode === 1, `check ended with ${found.checkCode}`),
    ...demand(found.changed, 'fix changed nothing'),
    ...demand(found.fixCode === 0, `fix ended with ${found.fixCode}`),
    ...found.stillLacking.map((complaint) => `after fix ${complaint}`),
    ...found.differences,
  ],
  ready: (found) => [
    ...demand(found.truth === 'ready' && found.lacking.length === 0, `the fixture is ${found.truth}: ${found.lacking}`),
    ...demand(found.checkCode === 0, `check ended with ${found.checkCode}: ${rulesOf(found)}`),
    ...demand(!found.changed, 'fix changed a page that was ready'),
  ],
  refused: (found) => [
    ...demand(found.findings.length > 0, 'nothing is said about the page'),
    ...demand(!found.changed, 'fix changed a page that it should leave alone'),
  ],
  'no-lock': (found) => [
    ...demand(found.truth === 'none', `the fixture is ${found.truth}`),
    ...demand(!found.findings.some(({ group }) => group === 'third-party'), `findings on Lock: ${rulesOf(found)}`),
    ...demand(!found.changed, 'fix changed a page without Lock'),
  ],
};

/**
 * What any page may ask for: an edited page works and differs in nothing else, and a page that is
 * not ready is not passed over in silence.
 */
export function anyPage(found) {
  return [
    ...found.differences,
    ...(found.changed && found.fixCode === 0 ? found.stillLacking.map((complaint) => `after fix ${complaint}`) : []),
    ...demand(
      found.truth !== 'unready' || found.changed || found.checkCode !== 0,
      'a page that is not ready passes in silence',
    ),
  ];
}

/** In one line: what a page is and what became of it. */
export function summary(found) {
  const constructions = found.before[0].recording.events.filter(({ kind }) => kind === 'construct').length;
  const outcome = found.changed ? (found.stillLacking.length === 0 ? 'fixed' : 'changed') : 'left alone';
  return `${found.truth}, ${constructions} constructions, ${outcome}${found.findings.length ? `: ${rulesOf(found)}` : ''}`;
}

const rulesOf = ({ findings }) => unique(findings.map(({ rule, severity }) => `${rule} (${severity})`)).join(', ');
