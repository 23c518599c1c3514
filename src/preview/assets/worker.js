// Stands for the tenant. Every request of a framed page comes through here: those for the tenant are
// answered, what would carry typed text elsewhere is held back, and everything else passes. The
// workbench is told of each.
'use strict';

importScripts('simulated-tenant.js');

const ROOT = new URL('./', self.location).pathname;
const FRAME = new RegExp(`^${ROOT}frame/(first-party|third-party)/([a-z-]+)/(?:as-is|compiled)/[^/]+/([^/]+)/`);

const LOCK = /\/lock(?:-[\d.]+)?(?:\.min)?\.js$/i;
const DICTIONARY = /\/js\/lock\/[^/]+\/([^/]*)\.js$/;
const GRAVATAR = /(^|\.)gravatar\.com$/;
/** Shorter texts stand in any address. */
const LEAST_TYPED = 3;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

let loading;

/** What the server says of the tenant. */
function state() {
  loading ??= fetch(`${ROOT}tenant.json`)
    .then((response) => {
      if (!response.ok) throw new Error(`tenant.json: ${response.status}`);
      return response.json();
    })
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const isOurs = url.origin === self.location.origin && url.pathname.startsWith(ROOT);
  if (isOurs && !url.pathname.startsWith(`${ROOT}frame/`)) return;
  event.respondWith(respond(event, url).catch((error) => failed(error)));
});

function failed(error) {
  console.error(error);
  return Response.error();
}

async function respond(event, url) {
  const { request } = event;
  const frame = await frameOf(event, url);
  if (!frame) return url.origin === self.location.origin ? fetch(request) : Response.error();
  if (request.mode === 'navigate') return navigate(request, url, frame);
  if (url.origin === self.location.origin) {
    if (url.pathname.startsWith(frame.base)) return beside(request, url, frame);
    // A path from the root is the tenant's, as the page is.
    const { domain } = await siteOf(frame);
    return ask(event, new URL(url.pathname + url.search, `https://${domain}`), frame, { mayPass: false });
  }
  return ask(event, url, frame, { mayPass: true });
}

/** The frame that a request belongs to. */
async function frameOf({ clientId, request }, url) {
  if (request.mode === 'navigate') return parseFrame(url);
  const client = clientId ? await self.clients.get(clientId) : undefined;
  return client && { ...parseFrame(new URL(client.url)), client };
}

function parseFrame({ pathname }) {
  const match = FRAME.exec(pathname);
  return match ? { base: match[0], kind: match[1], target: match[2], load: match[3] } : undefined;
}

async function siteOf({ target }) {
  const { sites } = await state();
  return sites.find((site) => site.target === target);
}

// ---- Pages ----------------------------------------------------------------------------------------

async function navigate(request, url, frame) {
  const rest = url.pathname.slice(frame.base.length);
  if (rest === '~/signed-in') return signedIn(request, frame);
  if (rest === '~/left') return left(url.searchParams.get('to') ?? '', frame);
  if (request.method !== 'GET') return left(url.href, frame);
  return fetch(url, { headers: { 'X-Lockwright-Worker': '1' }, cache: 'no-store' });
}

async function signedIn(request, frame) {
  const connection = new URLSearchParams(await request.text()).get('wctx');
  return loggedIn(connection, 'POST', `https://${(await siteOf(frame)).domain}/login/callback`, frame);
}

function loggedIn(connection, method, url, frame) {
  report(frame, { by: 'tenant', what: 'login', method, url, status: 200, note: 'login complete' });
  const through = connection ? ` through the connection <b>${SimulatedTenant.escape(connection)}</b>` : '';
  return notice('Logged in', `The simulated tenant accepted the login${through}. A real tenant would send the user back to the application now.`, frame);
}

function left(to, frame) {
  // Where its host is not the tenant's domain, auth0.js takes a ticket and goes to the tenant with it.
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (url?.searchParams.has('login_ticket')) return loggedIn(url.searchParams.get('realm'), 'GET', to, frame);
  report(frame, { by: 'held', what: 'navigation', method: 'GET', url: to, note: 'the preview stays here' });
  return notice('The page goes elsewhere', `It would now open<br><code>${SimulatedTenant.escape(to)}</code>`, frame);
}

function notice(title, html, frame) {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
main { max-width: 26rem; padding: 2rem; } h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
code { overflow-wrap: anywhere; font-size: .85em; } a { color: LinkText; }
</style></head><body><main><h1>${title}</h1><p>${html}</p><p><a href="${frame.base}">Back to the login page</a></p></main></body></html>`;
  return new Response(page, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    },
  });
}

// ---- What a page asks for -------------------------------------------------------------------------

async function beside(request, url, frame) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return Response.error();
  const response = await fetch(url, { cache: 'no-store' });
  report(frame, { by: 'file', what: 'file', method: request.method, url: url.pathname.slice(frame.base.length), status: response.status, note: response.ok ? 'from the page’s folder' : 'not in the page’s folder' });
  return response;
}

async function ask(event, url, frame, { mayPass }) {
  const { request } = event;
  const { tenant, has_lock: hasLock } = await state();
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  const asked = {
    url,
    method: request.method,
    body: isGet ? '' : await request.clone().text(),
    isScript: request.destination === 'script',
  };
  const told = { method: request.method, url: url.href };
  const answer = SimulatedTenant.answer(asked, { ...frame, site: await siteOf(frame), tenant });
  if (answer) {
    const { status, note, connections, what = 'api' } = answer;
    report(frame, { ...told, by: 'tenant', what, status, note, connections });
    return new Response(request.method === 'HEAD' ? null : answer.body, { status, headers: { 'Content-Type': answer.type } });
  }
  if (hasLock && request.destination === 'script' && LOCK.test(url.pathname)) {
    report(frame, { ...told, by: 'file', what: 'lock', status: 200, note: 'the bundle of --lock' });
    return fetch(`${ROOT}lock.js`);
  }
  const reason = mayPass ? await reasonToHold(request, url, frame) : 'nothing there';
  if (reason) {
    report(frame, { ...told, by: 'held', what: 'other', note: reason });
    return isGet ? new Response('', { status: 404 }) : new Response(null, { status: 204 });
  }
  return pass(request, url, frame, told);
}

/** Why a request does not leave this machine. */
async function reasonToHold(request, url, frame) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return 'the preview sends nothing';
  if (GRAVATAR.test(url.hostname)) return 'the address is made of what was typed';
  return (await carriesTyped(url, frame)) ? 'the address has what was typed in it' : undefined;
}

async function pass(request, url, frame, told) {
  const what = LOCK.test(url.pathname) ? 'lock' : DICTIONARY.test(url.pathname) ? 'dictionary' : 'other';
  try {
    const response = await fetch(request);
    // What a script of another site answered cannot be seen, only that it answered.
    const status = response.type === 'opaque' ? undefined : response.status;
    report(frame, { ...told, by: 'network', what, status, note: 'passed to the network' });
    return response;
  } catch {
    const language = DICTIONARY.exec(url.pathname)?.[1];
    if (language !== undefined && what === 'dictionary') {
      report(frame, { ...told, by: 'stand-in', what, status: 200, note: 'no network: an empty dictionary, so that Lock speaks English' });
      return new Response(`Auth0.registerLanguageDictionary(${JSON.stringify(language)}, {});`, { headers: { 'Content-Type': 'text/javascript' } });
    }
    report(frame, { ...told, by: 'network', what, status: 0, note: 'no answer from the network' });
    return Response.error();
  }
}

// ---- What was typed -------------------------------------------------------------------------------

const typed = new Map();

self.addEventListener('message', ({ data, source }) => {
  if (data?.from === 'reporter' && Array.isArray(data.typed)) typed.set(source.id, data.typed);
});

async function carriesTyped(url, { client }) {
  if (!client) return false;
  const values = typed.get(client.id) ?? (await askClient(client));
  let text = url.href;
  try {
    text += decodeURIComponent(url.href.replace(/\+/g, ' '));
  } catch {
    // The address is not well encoded; it is looked at as it is.
  }
  text = text.toLowerCase();
  return values.some((value) => value.length >= LEAST_TYPED && forms(value).some((form) => text.includes(form)));
}

/** This worker may have been ended and started again since something was typed. */
function askClient(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const late = setTimeout(() => resolve([]), 500);
    port1.onmessage = ({ data }) => {
      clearTimeout(late);
      typed.set(client.id, data);
      resolve(data);
    };
    client.postMessage({ from: 'worker', question: 'typed' }, [port2]);
  });
}

function forms(value) {
  const bytes = new TextEncoder().encode(value);
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [value, encodeURIComponent(value), base64, base64.replace(/\+/g, '-').replace(/\//g, '_'), hex].map((form) => form.toLowerCase());
}

// ---- The workbench --------------------------------------------------------------------------------

async function report({ kind, load }, entry) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const client of windows) {
    if (new URL(client.url).pathname === ROOT) client.postMessage({ from: 'worker', kind, load, entry });
  }
}
