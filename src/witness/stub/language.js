// Part 1 of the stub: what is taken from the language before the page can change it, what keeps a run the same on
// every machine, and what bounds the work of built-ins that an engine does not interrupt.

const { apply, construct, defineProperty, get: getProperty, has: hasProperty } = Reflect;
const { getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } = Object;
const { isArray } = Array;
const { isFinite } = Number;
const { fromCharCode } = String;
const { stringify } = JSON;
const { then } = Promise.prototype;
const NativeDate = Date;
const NativePromise = Promise;
const { includes } = Array.prototype;
const { indexOf } = String.prototype;
const nothing = () => {};

const answers = new WeakSet();
const { add: addToSet, has: isInSet } = WeakSet.prototype;
/** Whether the stub made this value, of which nothing is known. */
const isAnswer = (value) => apply(isInSet, answers, [value]);
const isAmong = (list, value) => apply(includes, list, [value]);

/** Runs `callback` as a microtask. */
const soon = (callback) => apply(then, NativePromise.resolve(), [callback]);

/** Defines a global that `for … in` does not show. */
const define = (name, value) =>
  defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });

// ---- Bounds -------------------------------------------------------------------------------------------------------

// Characters and items that built-ins may go through in a run.
const MOST_WORK = 20_000_000;
let work = 0;

/** Counts work; too much of it ends the run, for which the engine's own bound is used up. */
function spend(amount) {
  work += amount;
  if (!(work <= MOST_WORK)) for (;;);
}

const sizeOf = (value) => {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || isAnswer(value)) return 1;
  const length = getOwnPropertyDescriptor(value, 'length')?.value;
  return typeof length === 'number' && length > 1 ? length : 1;
};

// Searching takes the product of both lengths at worst.
const SEARCHING = ['includes', 'indexOf', 'lastIndexOf', 'replace', 'replaceAll', 'split'];

/** Handlers of proxies that count what a built-in goes through. Name, length and text stay those of the built-in. */
const counting = (costOf) => ({
  apply(target, self, args) {
    spend(costOf(self, args[0]));
    return apply(target, self, args);
  },
});
const searching = counting((self, first) => sizeOf(self) * sizeOf(first));
const goingThrough = counting((self, first) => sizeOf(self) + sizeOf(first));

// QuickJS makes templates with `concat`, which memory bounds.
const LEFT_OUT = ['concat', 'constructor', 'prototype'];

for (const owner of [String.prototype, Array.prototype, Object, JSON]) {
  for (const key of Reflect.ownKeys(owner)) {
    const native = owner[key];
    if (isAmong(LEFT_OUT, key) || typeof native !== 'function') continue;
    owner[key] = new Proxy(native, isAmong(SEARCHING, key) && owner === String.prototype ? searching : goingThrough);
  }
}
Array.prototype[Symbol.iterator] = Array.prototype.values;

let isDoubtful = false;

// Arithmetic on big integers is not interrupted. No login page counts so far.
function withoutBigIntegers(native) {
  const check = (args) => {
    isDoubtful = true;
    for (const text of args) if (/[\da-f]n(?![\w$])|BigInt/i.test(String(text))) spend(Infinity);
  };
  return new Proxy(native, {
    apply(target, self, args) {
      check(args);
      return apply(target, self, args);
    },
    construct(target, args, newTarget) {
      check(args);
      return construct(target, args, newTarget);
    },
  });
}

delete globalThis.BigInt;
for (const sample of [function () {}, async function () {}, function* () {}, async function* () {}]) {
  const prototype = getPrototypeOf(sample);
  const checked = withoutBigIntegers(prototype.constructor);
  defineProperty(prototype, 'constructor', { value: checked, writable: true, enumerable: false, configurable: true });
}
define('Function', Function.prototype.constructor);
define('eval', withoutBigIntegers(eval));

// ---- The same on every machine ------------------------------------------------------------------------------------

// 1 January 2026, noon.
const NOW = 1_767_268_800_000;

/** The date that the arguments mean in the time zone of the run, which is UTC. */
function dateOf(args) {
  if (args.length === 0) return [NOW];
  return args.length === 1 ? args : [apply(NativeDate.UTC, NativeDate, args)];
}

const FixedDate = new Proxy(NativeDate, {
  construct: (target, args, newTarget) => construct(target, dateOf(args), newTarget === FixedDate ? target : newTarget),
  apply: () => new NativeDate(NOW).toUTCString(),
});
NativeDate.now = () => NOW;
NativeDate.prototype.getTimezoneOffset = () => 0;
for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
  NativeDate.prototype[`get${part}`] = NativeDate.prototype[`getUTC${part}`];
  if (part !== 'Day') NativeDate.prototype[`set${part}`] = NativeDate.prototype[`setUTC${part}`];
}
NativeDate.prototype.toString = NativeDate.prototype.toUTCString;
NativeDate.prototype.constructor = FixedDate;
define('Date', FixedDate);
Math.random = () => 0.5;
