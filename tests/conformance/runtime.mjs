// Assertions as pages: `assert.sameValue(E, X)` becomes `if (E === X)`, and `if (E !== X)` on another page, and sets
// Lock's flag. Node says which of the two pages is ready.
import { ENVIRONMENTS, run } from '../differential/truth.mjs';
import { findingsOf, fitsAPage, pageOf } from './lockwright.mjs';
import { testsOf } from './tests.mjs';

const FLAG = 'options.__useTenantInfo = config.isThirdPartyClient;';

const PROLOGUE = `var config = JSON.parse(decodeURIComponent(escape(window.atob("@@config@@"))));
var options = {};
function Test262Error(message) { this.message = message; }
function assert(value) {}
assert.sameValue = function () {};
assert.notSameValue = function () {};
assert.throws = function (type, callback) { try { callback(); } catch (error) {} };
function $DONOTEVALUATE() {}
`;

const EPILOGUE = '\nnew Auth0Lock(config.clientID, config.auth0Domain, options).show();';

// Most files have few; some have hundreds of the same kind.
const MOST_OF_A_FILE = 4;

/** The arguments of a call, from behind its bracket; undefined where that cannot be told. */
function argumentsOf(code, start) {
  const parts = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < code.length; at += 1) {
    const char = code[at];
    if ('"\'`'.includes(char)) {
      const end = new RegExp(`${char}(?:[^\\\\${char}]|\\\\[\\s\\S])*${char}`, 'y');
      end.lastIndex = at;
      const quoted = end.exec(code);
      if (!quoted) return undefined;
      at += quoted[0].length - 1;
    } else if (char === '/') {
      // A division, a comment or a regular expression.
      return undefined;
    } else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) {
      if (depth === 0) return { parts: [...parts, code.slice(from, at)], end: at + 1 };
      depth -= 1;
    } else if (char === ',' && depth === 0) {
      parts.push(code.slice(from, at));
      from = at + 1;
    }
  }
  return undefined;
}

/** The programs that the assertions at the top of a test give. */
function* programsOf({ code }) {
  let count = 0;
  for (const match of code.matchAll(/^assert\.sameValue\(/gm)) {
    const call = argumentsOf(code, match.index + match[0].length);
    if (!call || call.parts.length < 2) continue;
    const [actual, expected] = call.parts.map((it) => it.trim());
    const around = [code.slice(0, match.index), code.slice(call.end)];
    for (const operator of ['===', '!==']) {
      yield `${PROLOGUE}${around[0]}if ((${actual}) ${operator} (${expected})) { ${FLAG} }${around[1]}${EPILOGUE}`;
    }
    count += 1;
    if (count === MOST_OF_A_FILE) return;
  }
}

/**
 * @param {string} checkout
 * @param {string} folder
 * @param {number} every
 */
export async function runtime(checkout, folder, every) {
  const programs = [];
  const [environment] = ENVIRONMENTS;
  for await (const test of testsOf(checkout, [folder], every)) {
    const { flags, includes, negative, code, path } = test;
    const isOdd = ['module', 'raw', 'async', 'onlyStrict', 'CanBlockIsFalse'].some((flag) => flags.includes(flag));
    if (negative || isOdd || includes.length > 0 || !fitsAPage(code)) continue;
    for (const program of programsOf(test)) {
      const { events } = await run(program, environment);
      const [lock] = events;
      if (lock) programs.push({ path, program, isReady: lock.flag });
    }
  }
  const found = await findingsOf(programs.map(({ program }) => pageOf(program)));
  const tally = { pages: programs.length, silent: [], untrue: [], undecided: 0 };
  for (const [index, { path, program, isReady }] of programs.entries()) {
    const errors = found[index].filter(({ severity }) => severity === 'error');
    const isTold = errors.some(({ message }) => message?.includes('is constructed without'));
    const told = `${path}: ${/if \(\(.*\) \{ options\.__use/.exec(program)?.[0].slice(0, 160)}`;
    if (errors.length === 0 && !isReady) tally.silent.push(told);
    else if (isTold && isReady) tally.untrue.push(told);
    else if (errors.length > 0 && !isTold) tally.undecided += 1;
  }
  return tally;
}
