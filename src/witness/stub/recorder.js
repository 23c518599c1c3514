// Part 4 of the stub: Lock's constructors, which record what they are given, and what the engine calls.

const MOST_EVENTS = 300;
let log = '';
let events = 0;

/** Adds an event, which is JSON, to what the run reports. */
function record(event) {
  events += 1;
  if (events <= MOST_EVENTS) log += log === '' ? event : `,${event}`;
}

// ---- A copy of a value that survives later changes to it ----------------------------------------------------------

const MOST_VALUES = 2_000;
const MOST_CHARACTERS = 4_000;
const DEEPEST = 8;
let values = 0;

const special = (name) => `{"$":"${name}"}`;

/** A value as JSON: objects are `{"o":[[key, value], …]}`, arrays `{"a":[…]}`, and what JSON lacks `{"$":name}`. */
function encode(value, depth = 0) {
  values += 1;
  if (values > MOST_VALUES || depth > DEEPEST) return special('unknown');
  switch (typeof value) {
    case 'boolean':
      return `${value}`;
    case 'undefined':
      return special('undefined');
    case 'number':
      return isFinite(value) ? `${value}` : special('number');
    case 'string':
      return value.length > MOST_CHARACTERS || apply(indexOf, value, [TEXT]) >= 0 ? special('unknown') : stringify(value);
    case 'function':
      return special(isAnswer(value) ? 'unknown' : 'function');
    case 'object':
      if (value === null) return 'null';
      return isAnswer(value) || value === globalThis ? special('unknown') : encodeObject(value, depth + 1);
    default:
      return special('other');
  }
}

function encodeObject(value, depth) {
  try {
    if (isArray(value)) {
      let items = '';
      for (let index = 0; index < value.length && values <= MOST_VALUES; index += 1) {
        items += `${index === 0 ? '' : ','}${encode(value[index], depth)}`;
      }
      return `{"a":[${items}]}`;
    }
    let entries = '';
    // Lock reads its options with plain property reads, so an inherited one counts.
    for (const key in value) {
      entries += `${entries === '' ? '' : ','}[${stringify(key)},${encodeProperty(value, key, depth)}]`;
      if (values > MOST_VALUES) return special('unknown');
    }
    return `{"o":[${entries}]}`;
  } catch {
    return special('unknown');
  }
}

// Getters of the page are not run: they may do more than to give a value.
function encodeProperty(value, key, depth) {
  for (let owner = value; owner !== null; owner = getPrototypeOf(owner)) {
    const descriptor = getOwnPropertyDescriptor(owner, key);
    if (descriptor) return 'value' in descriptor ? encode(descriptor.value, depth) : special('unknown');
  }
  return special('unknown');
}

function encodeArguments(args) {
  values = 0;
  let items = '';
  for (let index = 0; index < args.length && index < 8; index += 1) items += `${index === 0 ? '' : ','}${encode(args[index])}`;
  return `[${items}]`;
}

// ---- Stand-ins for Lock -------------------------------------------------------------------------------------------

function standIn(name) {
  const method = (key) =>
    function (...args) {
      record(`{"call":${stringify(`${name}.${key}`)},"args":${encodeArguments(args)}}`);
      return this;
    };
  const found = { __proto__: null };
  const prototype = new Proxy({}, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key === 'then' || key in target) return getProperty(target, key, receiver);
      return (found[key] ??= method(key));
    },
    // What the page writes to an instance or a prototype is kept there.
    set: (target, key, value, receiver) =>
      defineProperty(receiver, key, { value, writable: true, enumerable: true, configurable: true }),
  });
  const Lock = function (...args) {
    if (!new.target) throw new TypeError('Cannot call a class as a function');
    record(`{"construct":"${name}","doubtful":${isDoubtful},"args":${encodeArguments(args)}}`);
  };
  defineProperty(Lock, 'name', { value: name });
  defineProperty(Lock, 'default', { value: Lock, writable: true, enumerable: false, configurable: true });
  Lock.prototype = prototype;
  return Lock;
}

for (const name of ['Auth0Lock', 'Auth0LockPasswordless']) define(name, standIn(name));

// ---- For the engine -----------------------------------------------------------------------------------------------

let stage = 0;
const stages = [
  () => {
    document.readyState = 'interactive';
    dispatch('readystatechange', document);
    dispatch('DOMContentLoaded', document);
  },
  () => {
    document.readyState = 'complete';
    dispatch('readystatechange', document);
    dispatch('load', globalThis);
    dispatch('pageshow', globalThis);
  },
];

defineProperty(globalThis, Symbol.for('lockwright'), {
  configurable: false,
  writable: false,
  enumerable: false,
  value: {
    /** Does the next thing that happens when the scripts have run; false when nothing is left. */
    next() {
      const event = stages[stage];
      if (!event) return tick();
      stage += 1;
      event();
      return true;
    },
    report: () => '[' + log + ']',
  },
});
