// Tiny stand-ins for the libraries that login pages load beside Lock: only what touches options or
// decides when code runs does something, the rest is a chain that leads nowhere.
(() => {
  'use strict';

  const isPlain = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

  function merge(target, ...sources) {
    for (const source of sources) {
      for (const key in source ?? {}) {
        const value = source[key];
        if (value === undefined) continue;
        target[key] = isPlain(value) ? merge(isPlain(target[key]) ? target[key] : {}, value) : value;
      }
    }
    return target;
  }

  // jQuery's `extend` and angular's pass over `undefined` in a deep copy and in jQuery's shallow one.
  function extend(...args) {
    if (args[0] === true) return merge(...args.slice(1));
    const [target, ...sources] = args;
    for (const source of sources) {
      for (const key in source ?? {}) if (source[key] !== undefined) target[key] = source[key];
    }
    return target;
  }

  function defaults(target, ...sources) {
    for (const source of sources) {
      for (const key in source ?? {}) if (target[key] === undefined) target[key] = source[key];
    }
    return target;
  }

  const chain = (own) =>
    new Proxy(own, { get: (target, key) => (key in target ? target[key] : () => chain(own)) });

  const whenReady = (callback) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', callback);
    else setTimeout(callback, 0);
  };

  function jQuery(selector) {
    if (typeof selector === 'function') whenReady(() => selector(jQuery));
    const elements = typeof selector === 'string' ? [...document.querySelectorAll(selector)] : [selector];
    const on = (type, ...rest) => {
      for (const element of elements) element?.addEventListener?.(type, rest.at(-1));
      return self;
    };
    const own = { ready: (callback) => whenReady(() => callback(jQuery)), on, click: (f) => on('click', f) };
    const self = chain(own);
    return self;
  }
  const each = (items, visit) => {
    for (const key of Object.keys(items)) visit(key, items[key]);
    return items;
  };
  Object.assign(jQuery, { extend, each, isPlainObject: isPlain, ready: whenReady, fn: {} });

  const lodash = (value) => chain({ value: () => value });
  Object.assign(lodash, {
    assign: Object.assign,
    clone: (value) => ({ ...value }),
    cloneDeep: structuredClone,
    defaults,
    each: (items, visit) => each(items, (key, value) => visit(value, key)),
    extend: Object.assign,
    forEach: (items, visit) => each(items, (key, value) => visit(value, key)),
    merge,
    omit: (value, ...keys) => Object.fromEntries(Object.entries(value).filter(([key]) => !keys.flat().includes(key))),
    pick: (value, ...keys) => Object.fromEntries(Object.entries(value).filter(([key]) => keys.flat().includes(key))),
  });

  const angular = {
    copy: structuredClone,
    element: (target) => jQuery(target),
    extend: Object.assign,
    merge,
    module: () => chain({}),
  };

  class WebAuth {
    constructor() {
      return chain({ popup: chain({}), redirect: chain({}), client: chain({}) });
    }
  }

  Object.assign(window, { $: jQuery, jQuery, _: lodash, angular });
  window.auth0 = { WebAuth, Authentication: WebAuth };
})();
