// Which scripts parse: those of positive tests must, those of negative tests must not.
import { findingsOf, fitsAPage, pageOf } from './lockwright.mjs';
import { testsOf } from './tests.mjs';

const FOLDERS = ['language', 'annexB/language', 'built-ins', 'annexB/built-ins'];

/** The ways in which a test is run: as it is, as strict code, or as a module. */
function runsOf({ code, flags }) {
  if (flags.includes('module')) return [{ kind: 'module', code }];
  if (flags.includes('raw') || flags.includes('noStrict')) return [{ kind: 'script', code }];
  const strict = { kind: 'strict', code: `"use strict";\n${code}` };
  return flags.includes('onlyStrict') ? [strict] : [{ kind: 'script', code }, strict];
}

/**
 * @param {string} checkout
 * @param {number} every
 */
export async function syntax(checkout, every) {
  const runs = [];
  for await (const test of testsOf(checkout, FOLDERS, every)) {
    // What is found only when modules are linked is no matter of one script.
    if (!fitsAPage(test.code) || test.negative === 'resolution') continue;
    for (const run of runsOf(test)) runs.push({ ...run, path: test.path, isNegative: test.negative === 'parse' });
  }
  const found = await findingsOf(runs.map(({ kind, code }) => pageOf(code, kind === 'module')));
  const refused = (index) => found[index].some(({ rule }) => rule === 'script-syntax' || rule === 'unreadable-script');
  const told = ({ path, kind }) => `${path} (${kind})`;
  return {
    positive: runs.filter(({ isNegative }) => !isNegative).length,
    negative: runs.filter(({ isNegative }) => isNegative).length,
    refused: runs.filter(({ isNegative }, index) => !isNegative && refused(index)).map(told),
    accepted: runs.filter(({ isNegative }, index) => isNegative && !refused(index)).map(told),
  };
}
