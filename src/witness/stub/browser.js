// Part 3 of the stub: the browser. What every browser has is there in every world; what a page may or may not contain
// depends on the world.

const attempt = (callback, self, ...args) => {
  try {
    apply(callback, self, args);
  } catch {
    record('"threw"');
  }
};

// ---- Timers and events --------------------------------------------------------------------------------------------

const MOST_TIMERS = 100;
const timers = [];
let clock = 0;
let lastTimer = 0;

function schedule(callback, delay, args, every) {
  const wait = Number(delay) > 0 ? Number(delay) : 0;
  lastTimer += 1;
  timers[timers.length] = { id: lastTimer, at: clock + wait, callback, args, every: every ? wait || 1 : 0 };
  return lastTimer;
}

function cancel(id) {
  for (const timer of timers) if (timer.id === id) timer.at = Infinity;
}

const listeners = { __proto__: null };
const listen = (type, listener) => {
  const name = String(type);
  listeners[name] ??= [];
  if (typeof listener === 'function' || typeof listener === 'object') listeners[name][listeners[name].length] = listener;
};

function dispatch(type, target) {
  const event = thing({ type, target, currentTarget: target, preventDefault: nothing, stopPropagation: nothing });
  const own = target[`on${type}`];
  if (typeof own === 'function' && !isAnswer(own)) attempt(own, target, event);
  const heard = listeners[type] ?? [];
  for (let index = 0; index < heard.length; index += 1) {
    const listener = heard[index];
    if (typeof listener === 'function') attempt(listener, target, event);
    else if (listener) attempt(listener.handleEvent, listener, event);
  }
}

const nextTimer = () => {
  let next;
  for (const timer of timers) if (timer.at < (next?.at ?? Infinity)) next = timer;
  return next;
};

let fired = 0;

/** Runs the timer that is due next; false when there is none. */
function tick() {
  const timer = nextTimer();
  fired += 1;
  if (!timer || fired > MOST_TIMERS) return false;
  clock = timer.at;
  // A poll that does not end on its own is turned a few times.
  timer.turns = (timer.turns ?? 0) + 1;
  timer.at = timer.every && timer.turns < 5 ? timer.at + timer.every : Infinity;
  const { callback, args } = timer;
  attempt(typeof callback === 'function' ? callback : () => (0, eval)(String(callback)), globalThis, ...args);
  return true;
}

// ---- The document -------------------------------------------------------------------------------------------------

function element(tagName) {
  const children = [];
  return thing({
    tagName: String(tagName).toUpperCase(),
    nodeName: String(tagName).toUpperCase(),
    nodeType: 1,
    style: thing({ setProperty: nothing, removeProperty: nothing }),
    classList: thing({ add: nothing, remove: nothing, toggle: nothing, contains: () => world.truthy }),
    dataset: thing({}),
    addEventListener: nothing,
    removeEventListener: nothing,
    appendChild: (child) => child,
    insertBefore: (child) => child,
    removeChild: (child) => child,
    replaceChild: (child, old) => old,
    append: nothing,
    prepend: nothing,
    remove: nothing,
    setAttribute: nothing,
    removeAttribute: nothing,
    getAttribute: () => (world.truthy ? TEXT : null),
    hasAttribute: () => world.truthy,
    querySelector: () => (world.truthy ? element('div') : null),
    querySelectorAll: () => (world.truthy ? [element('div')] : []),
    getElementsByTagName: () => (world.truthy ? [element('div')] : []),
    focus: nothing,
    blur: nothing,
    click: nothing,
    submit: nothing,
    childNodes: children,
    children,
    innerHTML: '',
    textContent: '',
    value: world.truthy ? TEXT : '',
  });
}

const ALWAYS_THERE = ['body', 'head', 'html', 'script'];
const byTagName = (name) =>
  isAmong(ALWAYS_THERE, String(name).toLowerCase()) || world.truthy ? [element(name)] : [];

const ADDRESS = {
  href: `https://acme.auth0.com/login?state=hKFo2SBr&client=Zx4kQw9T&protocol=oauth2${world.truthy ? '#top' : ''}`,
  origin: 'https://acme.auth0.com',
  protocol: 'https:',
  host: 'acme.auth0.com',
  hostname: 'acme.auth0.com',
  port: '',
  pathname: '/login',
  search: '?state=hKFo2SBr&client=Zx4kQw9T&protocol=oauth2',
  hash: world.truthy ? '#top' : '',
};
const location = thing({ ...ADDRESS, assign: nothing, replace: nothing, reload: nothing, toString: () => ADDRESS.href });

const document = thing({
  nodeType: 9,
  readyState: 'loading',
  cookie: '',
  title: '',
  referrer: '',
  domain: ADDRESS.hostname,
  URL: ADDRESS.href,
  hidden: false,
  visibilityState: 'visible',
  body: element('body'),
  head: element('head'),
  documentElement: element('html'),
  currentScript: element('script'),
  scripts: [element('script')],
  location,
  defaultView: globalThis,
  createElement: element,
  createElementNS: (namespace, name) => element(name),
  createTextNode: () => element('#text'),
  createComment: () => element('#comment'),
  createDocumentFragment: () => element('#document-fragment'),
  createEvent: () => thing({ initEvent: nothing }),
  getElementById: () => (world.truthy ? element('div') : null),
  querySelector: () => (world.truthy ? element('div') : null),
  querySelectorAll: () => (world.truthy ? [element('div')] : []),
  getElementsByTagName: byTagName,
  getElementsByClassName: () => (world.truthy ? [element('div')] : []),
  getElementsByName: () => (world.truthy ? [element('div')] : []),
  addEventListener: listen,
  removeEventListener: nothing,
  dispatchEvent: () => true,
  write: nothing,
  writeln: nothing,
});

// ---- Window -------------------------------------------------------------------------------------------------------

function storage() {
  const items = { __proto__: null };
  return thing({
    getItem: (key) => items[key] ?? (world.truthy ? TEXT : null),
    setItem: (key, value) => void (items[key] = String(value)),
    removeItem: (key) => void delete items[key],
    clear: nothing,
  });
}

const methods = (...names) => {
  const members = {};
  for (const name of names) members[name] = nothing;
  return members;
};

/** A constructor of the browser whose instances have these methods, which do nothing. */
const constructorOf = (...names) =>
  function () {
    return thing(methods(...names));
  };

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeBase64(text) {
  const digits = String(text).replace(/[\t\n\f\r ]+/g, '').replace(/={1,2}$/, '');
  if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1) throw new TypeError('InvalidCharacterError');
  let decoded = '';
  let bits = 0;
  let buffer = 0;
  for (let index = 0; index < digits.length; index += 1) {
    buffer = ((buffer << 6) | DIGITS.indexOf(digits[index])) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    decoded += fromCharCode((buffer >> bits) & 255);
  }
  return decoded;
}

function encodeBase64(value) {
  const text = String(value);
  let encoded = '';
  for (let index = 0; index < text.length; index += 3) {
    const group = (text.charCodeAt(index) << 16) | (text.charCodeAt(index + 1) << 8) | text.charCodeAt(index + 2);
    for (let digit = 0; digit < 4; digit += 1) {
      encoded += index + digit > text.length ? '=' : DIGITS[(group >> (18 - 6 * digit)) & 63];
    }
  }
  return encoded;
}

function TextDecoder() {
  this.decode = (bytes) => {
    let encoded = '';
    for (const byte of new Uint8Array(bytes.buffer ?? bytes)) encoded += `%${(256 + byte).toString(16).slice(1)}`;
    return decodeURIComponent(encoded);
  };
}

const CLASSES = [
  'AbortController', 'Blob', 'DOMParser', 'Element', 'EventTarget', 'File', 'FileReader', 'FormData', 'HTMLElement',
  'Headers', 'Node', 'Request', 'Response', 'WebSocket', 'Worker',
];

const globals = {
  document,
  navigator: thing({
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    language: 'en-US',
    languages: ['en-US', 'en'],
    platform: 'Linux x86_64',
    cookieEnabled: true,
    onLine: true,
  }),
  localStorage: storage(),
  sessionStorage: storage(),
  history: thing({ length: 1, state: null, ...methods('pushState', 'replaceState', 'back', 'forward', 'go') }),
  screen: thing({ width: 1280, height: 800 }),
  performance: thing({ now: () => clock, ...methods('mark', 'measure') }),
  console: thing({}, () => nothing),
  crypto: thing({ getRandomValues: (array) => array }),
  innerWidth: 1280,
  innerHeight: 800,
  name: '',
  addEventListener: listen,
  removeEventListener: nothing,
  dispatchEvent: () => true,
  setTimeout: (callback, delay, ...args) => schedule(callback, delay, args, false),
  setInterval: (callback, delay, ...args) => schedule(callback, delay, args, true),
  requestAnimationFrame: (callback) => schedule(callback, 16, [16], false),
  requestIdleCallback: (callback) => schedule(callback, 1, [thing({ timeRemaining: () => 50 })], false),
  clearTimeout: cancel,
  clearInterval: cancel,
  cancelAnimationFrame: cancel,
  cancelIdleCallback: cancel,
  queueMicrotask: (callback) => void soon(() => attempt(callback, undefined)),
  alert: nothing,
  print: nothing,
  open: () => null,
  confirm: () => world.truthy,
  prompt: () => (world.truthy ? TEXT : null),
  scrollTo: nothing,
  getComputedStyle: () => element('style').style,
  matchMedia: () => thing({ matches: world.truthy, ...methods('addListener', 'addEventListener') }),
  fetch: () => (world.truthy ? answer() : new NativePromise(nothing)),
  atob: decodeBase64,
  btoa: encodeBase64,
  TextDecoder,
  URLSearchParams: function () {
    const value = world.truthy ? TEXT : null;
    return thing({ get: () => value, has: () => world.truthy, getAll: () => (world.truthy ? [TEXT] : []), ...methods('set', 'append') });
  },
  URL: function () {
    return thing({ ...ADDRESS, searchParams: new globals.URLSearchParams(), toString: () => ADDRESS.href });
  },
  XMLHttpRequest: constructorOf('open', 'send', 'abort', 'setRequestHeader', 'addEventListener'),
  MutationObserver: constructorOf('observe', 'disconnect', 'takeRecords'),
  IntersectionObserver: constructorOf('observe', 'unobserve', 'disconnect'),
  ResizeObserver: constructorOf('observe', 'unobserve', 'disconnect'),
  Image: function () {
    return element('img');
  },
  Event: constructorOf('preventDefault', 'stopPropagation'),
  CustomEvent: constructorOf('preventDefault', 'stopPropagation'),
};
for (const name of CLASSES) globals[name] ??= constructorOf();
for (const name of Object.keys(globals)) define(name, globals[name]);
for (const name of ['window', 'self', 'top', 'parent', 'frames']) define(name, globalThis);
defineProperty(globalThis, 'location', { get: () => location, set: nothing, enumerable: true, configurable: false });

// ---- What nobody provides -----------------------------------------------------------------------------------------

// Libraries that the proof knows and this stub does not: what Lock is given after one was asked for is no evidence.
const LIBRARIES = ['$', 'jQuery', '_', 'angular', 'Base64', 'Buffer', 'CryptoJS', 'structuredClone'];
// Globals of module loaders and of other places where scripts run.
const ELSEWHERE = ['define', 'exports', 'global', 'module', 'process', 'require'];

/** A library: it runs what is to run when the document is ready. */
function library() {
  const ready = (callback) => {
    if (typeof callback === 'function') listen('DOMContentLoaded', callback);
    return proxy;
  };
  const inner = answer();
  const proxy = marked(
    new Proxy(function () {}, {
      get: (target, key) => (key === 'ready' ? ready : key === 'prototype' ? target.prototype : inner[key]),
      set: (target, key, value) => ((inner[key] = value), true),
      apply: (target, self, [first]) => ready(first),
      construct: () => answer(),
    }),
  );
  return proxy;
}

// Nor is there a handler that the page has not set.
const isElsewhere = (key) => isAmong(ELSEWHERE, key) || apply(indexOf, key, ['on']) === 0;

const provided = { __proto__: null };

setPrototypeOf(
  globalThis,
  new Proxy(Object.prototype, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target) return getProperty(target, key, receiver);
      if (isAmong(LIBRARIES, key)) {
        isDoubtful = true;
        return (provided[key] ??= library());
      }
      if (!world.truthy || isElsewhere(key)) return undefined;
      return (provided[key] ??= answer());
    },
    has(target, key) {
      if (typeof key === 'symbol' || key in target) return hasProperty(target, key);
      return isAmong(LIBRARIES, key) || (world.truthy && !isElsewhere(key));
    },
    set(target, key, value, receiver) {
      return defineProperty(receiver, key, { value, writable: true, enumerable: true, configurable: true });
    },
  }),
);
