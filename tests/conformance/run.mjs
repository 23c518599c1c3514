// What Lockwright makes of the tests of ECMAScript.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runtime } from './runtime.mjs';
import { syntax } from './syntax.mjs';

// Negative tests that may be accepted, of all.
const MOST_ACCEPTED = 50;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' }, list: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const [checkout] = positionals;
const every = Number(values.every);
if (!checkout || !existsSync(join(checkout, 'test', 'language'))) {
  console.log('skipped: name a checkout of https://github.com/tc39/test262');
  process.exit(0);
}

const show = (lines) => {
  for (const line of values.list ? lines : lines.slice(0, 20)) console.log(`    ${line}`);
  if (!values.list && lines.length > 20) console.log(`    and ${lines.length - 20} more (--list)`);
};
let failed = false;

if (values.only !== 'runtime') {
  const { positive, negative, refused, accepted } = await syntax(checkout, every);
  console.log(`syntax: ${refused.length} of ${positive} positive runs do not parse`);
  show(refused);
  console.log(`syntax: ${accepted.length} of ${negative} negative runs are accepted`);
  show(accepted);
  failed ||= refused.length > 0 || accepted.length > MOST_ACCEPTED;
}

for (const folder of values.only === 'syntax' ? [] : ['language', 'built-ins']) {
  const { pages, silent, untrue, undecided } = await runtime(checkout, folder, every);
  const share = ((100 * undecided) / pages).toFixed(1);
  console.log(`${folder}: ${pages} pages, ${silent.length} pass silently, ${untrue.length} are called unready, ${undecided} (${share} %) undecided`);
  show([...silent, ...untrue]);
  failed ||= silent.length > 0;
}
process.exitCode = failed ? 1 : 0;
