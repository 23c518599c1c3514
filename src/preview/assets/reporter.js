// Runs in a framed page before its own scripts: tells the workbench what goes wrong and what is
// offered, tells the worker what is typed, and keeps the page from leaving.
(() => {
  'use strict';
  const base = location.pathname.split('/').slice(0, 8).join('/') + '/';
  const tell = (message) => parent.postMessage({ from: 'reporter', base, ...message }, location.origin);
  const MOST = 200;
  let told = 0;

  // ---- The console -----------------------------------------------------------------------------

  function say(level, text) {
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
    if (event.downloadRequest !== null || to.href.startsWith(location.origin + base)) return;
    if (to.protocol !== 'http:' && to.protocol !== 'https:') return;
    event.preventDefault();
    const url = to.origin === location.origin ? to.pathname + to.search : to.href;
    setTimeout(() => location.replace(`${base}~/left?to=${encodeURIComponent(url)}`));
  });

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
