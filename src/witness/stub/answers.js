// Part 2 of the stub: what the page asks for and nobody here knows. An answer is something that can be read, called
// and constructed, and gives answers. In the other kind of world, what is not known is undefined.

/** What stands in strings that are made of answers. */
const TEXT = 'lockwright-answer';

function marked(value) {
  apply(addToSet, answers, [value]);
  return value;
}

const toPrimitive = (hint) => (hint === 'number' ? NaN : TEXT);
const noItems = () => [][Symbol.iterator]();

/** What an unknown call or read gives. */
const unknown = () => (world.truthy ? answer() : undefined);

/** A function that answers everything. */
function answer(settled = false) {
  const known = { __proto__: null };
  const read = (key) => {
    switch (key) {
      case Symbol.toPrimitive:
        return toPrimitive;
      case Symbol.iterator:
        return noItems;
      case 'then':
        return settled ? undefined : marked(thenOf(proxy));
      case 'length':
        return 1;
      case 'toString':
      case 'valueOf':
        return marked(() => TEXT);
      default:
        return typeof key === 'symbol' ? undefined : answer();
    }
  };
  const proxy = new Proxy(function () {}, {
    get(target, key) {
      if (key === 'prototype') return target.prototype;
      if (!(key in known)) known[key] = read(key);
      return known[key];
    },
    set(target, key, value) {
      known[key] = value;
      return true;
    },
    has: (target, key) => typeof key === 'string' || key in target,
    deleteProperty: (target, key) => delete known[key],
    apply: () => answer(),
    construct: () => answer(),
  });
  return marked(proxy);
}

// Whatever is awaited comes, and what comes is not awaited again.
const thenOf = (self) =>
  function (onFulfilled) {
    if (typeof onFulfilled === 'function') soon(() => onFulfilled(answer(true)));
    return self;
  };

/** An object of the browser with some members that are known. */
function thing(members, otherwise = unknown) {
  const found = new Map();
  const { get, has, set } = Map.prototype;
  const proxy = new Proxy(members, {
    get(target, key, receiver) {
      if (key === Symbol.toPrimitive) return toPrimitive;
      if (key in target || typeof key === 'symbol') return getProperty(target, key, receiver);
      if (!apply(has, found, [key])) apply(set, found, [key, otherwise(key)]);
      return apply(get, found, [key]);
    },
    set(target, key, value) {
      const setter = getOwnPropertyDescriptor(target, key)?.set;
      if (setter) apply(setter, target, [value]);
      else target[key] = value;
      return true;
    },
    has: (target, key) => key in target || (world.truthy && typeof key === 'string'),
  });
  return marked(proxy);
}
