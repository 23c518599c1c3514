// Random login pages: what Lockwright says of them and makes of them, beside what Node says.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { COMPILERS } from './compilers.mjs';
import { programOf } from './grammar.mjs';
import { judge } from './lockwright.mjs';
import { pageOf, scriptOf } from './page.mjs';
import { shrink } from './shrink.mjs';
import { isConstructed, isReady, isSameButForFlag, truthOf } from './truth.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    shrink: { type: 'string', default: '5' },
  },
});
/**
 * How many of a hundred programs may be called unready though no run of theirs is: where a test is not decided, its
 * branches are judged by themselves. No other failure is let pass. The number may only fall.
 */
const MOST_UNTRUE = 1;
const UNTRUE = 'is called unready';

const seed = Number(values.seed);
const count = Number(values.count);
const folder = join(tmpdir(), `lockwright-differential-${process.pid}`);

/** What is wrong with a verdict, in one word; undefined when nothing is. */
async function complaint(source, before, { found, left, fixed }) {
  const isTold = found.some(({ message }) => message.includes('is constructed without'));
  if (found.length === 0 && !isReady(before)) return 'passes silently';
  if (isTold && isReady(before) && isConstructed(before)) return UNTRUE;
  if (fixed === pageOf(source)) return undefined;
  const after = await truthOf(scriptOf(fixed));
  if (!isSameButForFlag(before, after)) return 'is fixed wrongly';
  if (left.length === 0 && !isReady(after)) return 'is not ready after a fix';
  return undefined;
}

const isUndecided = ({ found }) => found.length > 0 && found.every(({ rule }) => rule === 'unresolved-options');

async function compiled(statements, compiler) {
  try {
    return await COMPILERS[compiler](statements.join('\n'));
  } catch {
    return undefined;
  }
}

/** Whether a smaller program fails in the same way. */
const failsLike = (kind, compiler) => async (statements) => {
  const source = await compiled(statements, compiler);
  if (source === undefined) return false;
  const before = await truthOf(source);
  if (before.some(({ threw }) => threw.includes('SyntaxError'))) return false;
  const [verdict] = await judge(`${folder}-small`, [pageOf(source)]);
  return (await complaint(source, before, verdict)) === kind;
};

const started = Date.now();
const names = Object.keys(COMPILERS);
const sources = [];
for (let index = 0; index < count; index += 1) {
  const statements = programOf(seed * 1_000_000 + index);
  // Every third program goes through a compiler.
  const compiler = index % 3 === 0 ? names[(index / 3) % names.length] : 'none';
  const source = await compiled(statements, compiler);
  if (source !== undefined) sources.push({ index, statements, compiler, source });
}

const verdicts = await judge(folder, sources.map(({ source }) => pageOf(source)));
const tally = { ready: 0, unready: 0, 'without Lock': 0, undecided: 0, fixed: 0 };
const failures = [];
for (const [at, { index, statements, compiler, source }] of sources.entries()) {
  const before = await truthOf(source);
  const verdict = verdicts[at];
  if (!isConstructed(before)) tally['without Lock'] += 1;
  else tally[isReady(before) ? 'ready' : 'unready'] += 1;
  if (isUndecided(verdict)) tally.undecided += 1;
  if (verdict.fixed !== pageOf(source)) tally.fixed += 1;
  const kind = await complaint(source, before, verdict);
  if (kind) failures.push({ index, kind, statements, compiler });
}

for (const [at, { index, kind, statements, compiler }] of failures.entries()) {
  console.log(`\nprogram ${index} of seed ${seed} (${compiler}) ${kind}`);
  if (at < Number(values.shrink)) console.log((await shrink(statements, failsLike(kind, compiler))).join('\n'));
}
const seconds = ((Date.now() - started) / 1_000).toFixed(0);
const counts = Object.entries(tally).map(([name, number]) => `${number} ${name}`);
console.log(`\n${sources.length} programs of seed ${seed} in ${seconds} s: ${counts.join(', ')}; ${failures.length} failures`);
const untrue = failures.filter(({ kind }) => kind === UNTRUE).length;
const isTooMany = untrue * 100 > MOST_UNTRUE * sources.length;
process.exitCode = failures.length > untrue || isTooMany ? 1 : 0;
