// Runs in the page before any script of the page. It records what Lock's constructors are given and
// which methods are called, takes the timers over so that every run happens in the same order, and
// knows how to set off whatever the page has put off until later.
(() => {
  'use strict';

  const send = window.lockwrightReport;
  delete window.lockwrightReport;
  localStorage.clear();
  sessionStorage.clear();
  const { stringify } = JSON;
  const nativeTimeout = window.setTimeout.bind(window);
  const report = (event) => send(stringify(event));

  // ---- A copy of a value that survives later changes to it ------------------------------------

  function encode(value, parents = []) {
    switch (typeof value) {
      case 'undefined':
      case 'function':
        return { $: typeof value };
      case 'symbol':
      case 'bigint':
        return { $: typeof value, text: String(value) };
      case 'number':
        return Number.isFinite(value) ? value : { $: 'number', text: String(value) };
      case 'object':
        return value === null ? null : encodeObject(value, parents);
      default:
        return value;
    }
  }

  function encodeObject(value, parents) {
    if (parents.includes(value)) return { $: 'cycle' };
    if (parents.length > 20) return { $: 'deep' };
    if (value instanceof Node) return { $: 'node', text: `${value.nodeName}#${value.id ?? ''}` };
    if (value instanceof Date || value instanceof RegExp) return { $: 'object', text: String(value) };
    const inside = [...parents, value];
    if (Array.isArray(value)) return value.map((item) => encode(item, inside));
    // Lock reads its options with plain property reads, so an inherited one counts.
    const keys = [];
    for (const key in value) keys.push(key);
    const copy = Object.create(null);
    for (const key of keys.sort()) copy[key] = encodeProperty(value, key, inside);
    return copy;
  }

  function encodeProperty(value, key, parents) {
    try {
      return encode(value[key], parents);
    } catch (error) {
      return { $: 'throws', text: String(error) };
    }
  }

  // ---- Stand-ins for Lock ---------------------------------------------------------------------

  const METHODS = [
    'checkSession', 'close', 'destroy', 'emailcode', 'focusInput', 'getClient', 'getProfile',
    'getUserInfo', 'hide', 'loading', 'logout', 'magiclink', 'parseHash', 'resumeAuth', 'show',
    'showReset', 'showSignin', 'showSignup', 'sms', 'socialOrEmailcode', 'socialOrMagiclink',
    'socialOrSms', 'update',
  ];
  const listeners = [];

  function equip(prototype, name) {
    for (const method of METHODS) {
      prototype[method] = function (...args) {
        report({ kind: 'call', name: `${name}.${method}`, args: args.map((arg) => encode(arg)) });
        return this;
      };
    }
    prototype.on = prototype.once = function (event, listener) {
      report({ kind: 'call', name: `${name}.on`, args: [encode(event), encode(listener)] });
      if (typeof listener === 'function') listeners.push({ lock: this, event, listener });
      return this;
    };
    prototype.off = prototype.removeListener = function () {
      return this;
    };
  }

  function recordConstruction(name, source, args) {
    const options = args[2];
    const flag = options === null || options === undefined ? undefined : options.__useTenantInfo;
    report({ kind: 'construct', name, source, flag: Boolean(flag), args: args.map((arg) => encode(arg)) });
  }

  // Lock 10 and later throws when called without `new`; Lock 9 and earlier constructs all the same.
  function standIn(name, source, lenient) {
    const Recorded = class {
      constructor(...args) {
        recordConstruction(name, source, args);
      }
    };
    equip(Recorded.prototype, name);
    Object.defineProperty(Recorded, 'name', { value: name });
    const Lock = lenient ? new Proxy(Recorded, { apply: (target, self, args) => new target(...args) }) : Recorded;
    Object.defineProperty(Lock, 'default', { value: Lock, writable: true, configurable: true });
    return Lock;
  }

  function provideLock(source, { lock, passwordless, lenient }) {
    if (lock) window.Auth0Lock = standIn('Auth0Lock', source, lenient);
    if (passwordless) window.Auth0LockPasswordless = standIn('Auth0LockPasswordless', source, lenient);
  }

  // A page with an inlined copy of Lock carries its banner. Whatever such a script puts into
  // `window.Auth0Lock` is taken for Lock.
  function watchForInlinedLock() {
    let current;
    Object.defineProperty(window, 'Auth0Lock', {
      configurable: true,
      enumerable: true,
      get: () => current,
      set(value) {
        const banner = /\* lock(?:\.min\.js)? v(\d[\w.-]*)/.exec(document.currentScript?.textContent ?? '');
        current = banner && typeof value === 'function' ? standIn('Auth0Lock', banner[1], false) : value;
      },
    });
  }

  // ---- Timers on a clock of our own -----------------------------------------------------------

  const timers = new Map();
  let clock = 0;
  let lastTimer = 0;

  function schedule(callback, delay, args, interval) {
    lastTimer += 1;
    const wait = Math.max(0, Number(delay) || 0);
    timers.set(lastTimer, { at: clock + wait, callback, args, every: interval ? Math.max(wait, 1) : 0 });
    return lastTimer;
  }

  window.setTimeout = (callback, delay, ...args) => schedule(callback, delay, args, false);
  window.setInterval = (callback, delay, ...args) => schedule(callback, delay, args, true);
  window.requestAnimationFrame = (callback) => schedule(callback, 16, [16], false);
  window.requestIdleCallback = (callback) => schedule(callback, 1, [{ timeRemaining: () => 50 }], false);
  const cancel = (id) => void timers.delete(id);
  window.clearTimeout = window.clearInterval = window.cancelAnimationFrame = window.cancelIdleCallback = cancel;

  function attempt(action) {
    try {
      return action();
    } catch (error) {
      // The same way that the browser reports what a handler of its own throws.
      return window.reportError(error);
    }
  }

  function runTimer(id, timer) {
    clock = timer.at;
    if (timer.every) timer.at += timer.every;
    else timers.delete(id);
    const { callback, args } = timer;
    attempt(() => (typeof callback === 'function' ? callback.apply(window, args) : (0, eval)(String(callback))));
  }

  const turn = () => new Promise((resolve) => nativeTimeout(resolve, 0));

  /** Runs the timers that are due within so many milliseconds of the page's time. */
  async function passTime(milliseconds) {
    const end = clock + milliseconds;
    for (let steps = 0; steps < 200; steps += 1) {
      await turn();
      const due = [...timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (due.length === 0) break;
      runTimer(...due[0]);
    }
    clock = end;
  }

  // ---- What the page has put off until later --------------------------------------------------

  // Those that come by themselves while a page is loaded, and those that come when it is left.
  const OWN_EVENTS = new Set([
    'DOMContentLoaded', 'beforeunload', 'error', 'load', 'pagehide', 'pageshow', 'readystatechange',
    'rejectionhandled', 'unhandledrejection', 'unload',
  ]);
  const heard = [];
  const nativeListen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    const target = this ?? window;
    if (!OWN_EVENTS.has(type) && !heard.some((entry) => entry.target === target && entry.type === type)) {
      heard.push({ target, type: String(type) });
    }
    return nativeListen.call(target, type, ...rest);
  };

  const CLICKABLE = 'button, input[type=button], input[type=submit], a[href^="javascript:" i], [onclick]';

  function handlersInAttributes() {
    const found = [];
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of element.attributes) {
        const type = name.startsWith('on') ? name.slice(2) : '';
        if (type && type !== 'click' && !OWN_EVENTS.has(type)) found.push({ target: element, type });
      }
    }
    return found;
  }

  /** Lets time pass, clicks what can be clicked, and fires each event that something listens for. */
  async function drive() {
    await passTime(10_000);
    for (const element of [...document.querySelectorAll(CLICKABLE)].slice(0, 30)) {
      attempt(() => element.click());
      await passTime(1_000);
    }
    for (const { target, type } of [...handlersInAttributes(), ...heard].slice(0, 60)) {
      attempt(() => target.dispatchEvent(new Event(type, { bubbles: false, cancelable: true })));
      await passTime(1_000);
    }
    for (const { lock, listener } of listeners.splice(0, 30)) {
      attempt(() => listener.call(lock, {}));
      await passTime(1_000);
    }
    await passTime(10_000);
  }

  // A form that is sent would leave the page. The page's own handlers run before this one.
  nativeListen.call(window, 'submit', (event) => event.preventDefault());
  HTMLFormElement.prototype.submit = () => {};

  window.alert = window.confirm = window.prompt = window.open = window.print = () => null;
  Object.defineProperty(window, Symbol.for('lockwright'), {
    value: { provideLock, watchForInlinedLock, passTime, drive },
  });
})();
