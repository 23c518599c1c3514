// What Node makes of the facts: says which of them are not told as they are. With --write the file is written anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const FILE = new URL('facts.json', import.meta.url);

/** Whether the condition holds once the setup has run, in a global object of its own. */
function holds(setup, condition) {
  const context = createContext({ setTimeout: () => 1 });
  runInContext('var window = globalThis;', context);
  return runInContext(`${setup}\n;!!(${condition})`, context, { timeout: 1_000 });
}

const facts = JSON.parse(readFileSync(FILE, 'utf8'));
const wrong = [];
for (const fact of facts) {
  const [name, setup, condition, told] = fact;
  try {
    fact[3] = holds(setup, condition);
    if (fact[3] !== told) wrong.push(`${name}: ${condition} is ${fact[3]}`);
  } catch (error) {
    // An older Node need not know what a newer language has.
    console.log(`${name} cannot be tried: ${error.message}`);
  }
}

if (process.argv.includes('--write')) {
  facts.sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `[\n${facts.map((fact) => `  ${JSON.stringify(fact)}`).join(',\n')}\n]\n`);
}
for (const line of wrong) console.log(line);
console.log(`${facts.length} facts, ${wrong.length} told wrongly`);
process.exitCode = wrong.length > 0 && !process.argv.includes('--write') ? 1 : 0;
