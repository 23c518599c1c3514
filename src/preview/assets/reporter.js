// Runs in a framed page before its own scripts: tells the workbench what goes wrong and what is
// offered, tells the worker what is typed, and keeps the page from leaving.
(() => {
  'use strict';
  const parts = location.pathname.split('/');
  /** The path of this load, and that of all frames. */
  const [base, frames] = [8, 3].map((count) => `${parts.slice(0, count).join('/')}/`);
  const tell = (message) => parent.postMessage({ from: 'reporter', base, ...message }, location.origin);
  const MOST = 200;
  let told = 0;

  // ---- The console -----------------------------------------------------------------------------

  // Lock says this of each of the sixty texts that a dictionary may lack.
  const MISSING_TEXT = /^(.*language does not have property) .+/s;
  let lacksTexts = false;

  function say(level, text) {
    if (MISSING_TEXT.test(text)) {
      if (lacksTexts) return;
      lacksTexts = true;
      text = 'The dictionary lacks texts, which Lock shows in English.';
    }
    told += 1;
    if (told <= MOST) tell({ say: { level, text: String(text).slice(0, 2000) } });
  }

  function asText(value) {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value !== 'object' || value === null) return String(value);
    try {
      return JSON.stringify(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  }

  for (const level of ['error', 'warn']) {
    const original = console[level];
    console[level] = function (...values) {
      say(level, values.map(asText).join(' '));
      return original.apply(this, values);
    };
  }

  addEventListener('error', (event) => {
    const { target, message, filename, lineno } = event;
    if (target instanceof Element) say('error', `Could not load ${target.src ?? target.href ?? target.tagName}`);
    else say('error', filename && !filename.includes(base) ? `${message} (${filename.split('/').pop()}:${lineno})` : message);
  }, true);
  addEventListener('unhandledrejection', ({ reason }) => say('error', `Unhandled rejection: ${asText(reason)}`));
  addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    say('warn', `Held back by the preview (${effectiveDirective}): ${blockedURI}`);
  });

  // ---- What is typed ---------------------------------------------------------------------------

  const typed = new Set();
  addEventListener('input', ({ target }) => {
    if (!target || typeof target.value !== 'string' || target.value === '') return;
    typed.add(target.value);
    navigator.serviceWorker.controller?.postMessage({ from: 'reporter', typed: [...typed] });
  }, true);
  navigator.serviceWorker.addEventListener('message', ({ data, ports }) => {
    if (data?.from === 'worker' && data.question === 'typed') ports[0]?.postMessage([...typed]);
  });
  navigator.serviceWorker.startMessages();

  // ---- Leaving ---------------------------------------------------------------------------------

  // The workbench's policy stops the browser from leaving in any case; this says where to.
  globalThis.navigation?.addEventListener('navigate', (event) => {
    const to = new URL(event.destination.url);
    if (event.downloadRequest !== null || to.href.startsWith(location.origin + frames)) return;
    if (to.protocol !== 'http:' && to.protocol !== 'https:') return;
    event.preventDefault();
    const url = to.origin === location.origin ? to.pathname + to.search : to.href;
    setTimeout(() => location.replace(`${base}~/left?to=${encodeURIComponent(url)}`));
  });

  // ---- Light and dark --------------------------------------------------------------------------

  // Browsers give a frame the colours of the system, not those of the page around it. So the question is
  // answered here: in scripts, and in the style sheets that can be read.
  const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;
  const scheme = () => parent.document.documentElement.dataset.scheme ?? 'light';
  const answered = (query) => query.replace(SCHEME, (_, wanted) => (wanted.toLowerCase() === scheme() ? '(min-width: 0px)' : '(max-width: 0px)'));
  const asks = (query) => query.search(SCHEME) >= 0;
  const questions = new Set();
  const originals = new WeakMap();
  const nativeMatchMedia = window.matchMedia;

  window.matchMedia = function (query) {
    if (!asks(String(query))) return nativeMatchMedia.call(window, query);
    const list = new EventTarget();
    const matches = () => nativeMatchMedia.call(window, answered(String(query))).matches;
    Object.defineProperties(list, {
      matches: { get: matches, enumerable: true },
      media: { value: String(query), enumerable: true },
      onchange: { value: null, writable: true, enumerable: true },
      addListener: { value: (listener) => list.addEventListener('change', listener) },
      removeListener: { value: (listener) => list.removeEventListener('change', listener) },
    });
    questions.add({ list, matches, last: matches() });
    return list;
  };

  function answerMedia(owner) {
    const { media } = owner;
    if (!media) return;
    const original = originals.get(media) ?? media.mediaText;
    if (!asks(original)) return;
    originals.set(media, original);
    const wanted = answered(original);
    if (media.mediaText !== wanted) media.mediaText = wanted;
  }

  function answerRules(rules) {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule || rule instanceof CSSImportRule) answerMedia(rule);
      if (rule.cssRules?.length) answerRules(rule.cssRules);
      else if (rule.styleSheet) answerSheet(rule.styleSheet);
    }
  }

  function answerSheet(sheet) {
    answerMedia(sheet);
    try {
      answerRules(sheet.cssRules);
    } catch {
      // The sheet of another site, which cannot be read.
    }
  }

  function colour() {
    for (const sheet of document.styleSheets) answerSheet(sheet);
    const schemes = document.querySelector('meta[name="color-scheme"]')?.content ?? '';
    if (/light/.test(schemes) && /dark/.test(schemes)) document.documentElement.style.colorScheme = scheme();
  }

  new MutationObserver(() => {
    colour();
    for (const question of questions) {
      const matches = question.matches();
      if (matches === question.last) continue;
      question.last = matches;
      const event = Object.assign(new Event('change'), { matches, media: question.list.media });
      question.list.dispatchEvent(event);
      question.list.onchange?.(event);
    }
  }).observe(parent.document.documentElement, { attributes: true, attributeFilter: ['data-scheme'] });
  addEventListener('load', colour, true);

  // ---- What is offered -------------------------------------------------------------------------

  const clean = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

  function offers() {
    const buttons = [...document.querySelectorAll('.auth0-lock [data-provider], .auth0-lock .auth0-lock-social-button')];
    const names = buttons.map((button) => clean(button.textContent) || clean(button.title) || button.dataset.provider);
    const field = (selector) => document.querySelector(`.auth0-lock ${selector}`) !== null;
    const fields = [
      field('input[type=password]') && 'email and password',
      !field('input[type=password]') && field('input[type=email], input[name=email]') && 'email',
      field('input[type=tel]') && 'phone number',
    ].filter(Boolean);
    const failure = document.querySelector('.auth0-lock-error-pane, .auth0-global-message-error');
    return {
      isOpen: document.querySelector('.auth0-lock.auth0-lock-opened, .auth0-lock .auth0-lock-widget') !== null,
      buttons: [...new Set(names)],
      fields,
      failure: failure ? clean(failure.textContent) : '',
    };
  }

  let last = '';
  let waiting;
  function look() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      colour();
      const seen = offers();
      const text = JSON.stringify(seen);
      if (text === last) return;
      last = text;
      tell({ offers: seen });
    }, 80);
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  addEventListener('load', look);
  tell({ started: true });
})();
