// The workbench: switches, two frames, and what is known of each.
import { compare, plain } from './predictions.js';

const ROOT = new URL('./', location.href).pathname;
const KINDS = ['first-party', 'third-party'];
const SIZES = { desktop: { width: 1024, height: 720 }, phone: { width: 390, height: 760 } };
const MOST_ENTRIES = 300;

const $ = (selector, within = document) => within.querySelector(selector);
const form = $('#switches');
/** Tells the loads of this tab apart from those of others. */
const TAB = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);

let loads = 0;
let view;
let moment;

/** What is known of each frame since it was loaded. */
const logins = new Map(KINDS.map((kind) => [kind, { load: '', base: '', made: [], said: [], offers: undefined }]));

// ---- Elements -------------------------------------------------------------------------------------

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function row(tag, tone, text, notes = []) {
  const item = element('li', {}, element('span', { className: `tag ${tone}`, textContent: tag }), element('span', { className: 'text' }, ...text));
  for (const note of notes.filter(Boolean)) item.append(element('span', { className: 'note', textContent: note }));
  return item;
}

const code = (text) => element('code', { textContent: text });

// ---- The switches ---------------------------------------------------------------------------------

function settings() {
  return Object.fromEntries(new FormData(form));
}

/** The part of addresses that has the switches which are fields of the config; undefined when one is wrong. */
function encodedSwitches({ language, prompt, connection, metadata }) {
  const switches = {};
  if (language.trim()) switches.language = language.trim();
  if (prompt) switches.prompt = prompt;
  if (connection) switches.connection = connection;
  const problem = $('#metadata-error');
  problem.textContent = '';
  if (metadata.trim()) {
    try {
      switches.metadata = JSON.parse(metadata);
      if (typeof switches.metadata !== 'object' || switches.metadata === null || Array.isArray(switches.metadata)) throw new Error();
    } catch {
      problem.textContent = 'Not a JSON object';
      return undefined;
    }
  }
  if (Object.keys(switches).length === 0) return '-';
  const bytes = new TextEncoder().encode(JSON.stringify(switches));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function remember() {
  const said = settings();
  const kept = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''));
  history.replaceState(null, '', `#${kept}`);
}

function recall(start) {
  const kept = new URLSearchParams(location.hash.slice(1));
  if (!kept.has('target')) kept.set('target', start.target);
  if (!kept.has('width') && innerWidth < 700) kept.set('width', 'phone');
  for (const [name, value] of kept) {
    const control = form.elements[name];
    if (name === 'connection') control.append(new Option(value, value));
    if (control) control.value = value;
  }
}

// ---- Loading --------------------------------------------------------------------------------------

async function load() {
  const chosen = settings();
  const switches = encodedSwitches(chosen);
  if (switches === undefined) return;
  remember();
  appear(chosen);
  loads += 1;
  const turn = loads;
  const query = new URLSearchParams({ target: chosen.target, version: chosen.version, switches });
  const response = await fetch(`view.json?${query}`);
  const answer = response.ok ? await response.json() : undefined;
  // Another switch was changed meanwhile: answers may come in another order than they were asked for.
  if (turn !== loads) return;
  if (!answer) return trouble(`The preview answered ${response.status}. Is it still running?`);
  view = answer;
  trouble(view.error);
  showView();
  for (const kind of KINDS) {
    const id = `${TAB}-${turn}`;
    const base = `${ROOT}frame/${kind}/${chosen.target}/${chosen.version}/${switches}/${id}/`;
    logins.set(kind, { load: id, base, made: [], said: [], offers: undefined });
    showLogin(kind);
    // With `src` each load would be a step back in the tab's history.
    $(`#${kind} iframe`).contentWindow.location.replace(base);
  }
}

function trouble(message) {
  const place = $('#trouble');
  place.hidden = !message;
  place.textContent = message ?? '';
}

/** Colours and widths, which need no new load. */
function appear({ scheme, width }) {
  document.documentElement.dataset.scheme = scheme;
  const size = SIZES[width];
  for (const viewport of document.querySelectorAll('.viewport')) {
    const iframe = $('iframe', viewport);
    const scale = Math.min(1, viewport.clientWidth / size.width);
    iframe.style.width = `${size.width}px`;
    iframe.style.height = `${size.height}px`;
    const left = Math.max(0, (viewport.clientWidth - size.width * scale) / 2);
    iframe.style.transform = `translateX(${left}px) scale(${scale})`;
    viewport.style.height = `${Math.round(size.height * scale)}px`;
  }
}

// ---- What is shown --------------------------------------------------------------------------------

const TONES = { error: 'bad', warning: 'doubt', note: '' };

function showView() {
  const name = view.page.split(/[/\\]/).pop();
  $('#page').textContent = name;
  $('#page').title = view.page;
  document.title = `${name} – Lockwright preview`;
  $('#lock-line').hidden = view.lock.length === 0 && !view.lock_file;
  const [runs, loads] = [view.lock, view.lock_of_page].map((releases) => releases.join(', ') || 'of unknown version');
  $('#lock').textContent = view.lock_file ? `${runs} from ${view.lock_file}` : runs;
  $('#other-lock').textContent = view.lock_file && runs !== loads ? `the page loads ${loads}` : '';
  $('#tenant').textContent = view.tenant;
  const select = $('#connection');
  const chosen = select.value;
  select.replaceChildren(new Option('none', ''), ...view.connections.map((name) => new Option(name, name)));
  if (chosen && !view.connections.includes(chosen)) select.append(new Option(chosen, chosen));
  select.value = chosen;
  showFindings();
}

function showFindings() {
  const count = (severity) => view.findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const verdict = $('#verdict');
  const plural = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
  verdict.className = `verdict ${view.error || errors ? 'bad' : 'good'}`;
  verdict.textContent = view.error ? 'Not readable' : errors ? `Not ready: ${plural(errors, 'error')}` : 'Ready for third-party applications';
  const compiled = view.version === 'compiled';
  const left = view.findings.length === 0 ? 'none' : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  $('#findings-summary').textContent = compiled ? `${plural(view.applied.length, 'fix').replace('fixs', 'fixes')} made by compile; left: ${left}` : `on the page as it is: ${left}`;
  $('#applied').replaceChildren(...view.applied.map((finding) => row('fixed', 'good', [code(finding.rule), ' ', finding.fix ?? finding.message])));
  $('#findings').replaceChildren(...view.findings.map(findingRow));
}

function findingRow({ rule, url, severity, message, help, line, column, fix }) {
  const name = url ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, code(rule)) : code(rule);
  const place = element('span', { className: 'quiet', textContent: ` ${line}:${column} ` });
  return row(severity, TONES[severity], [name, place, message], [help, fix && `Fix: ${fix}`]);
}

const WHAT = { connections: 'Connections', dictionary: 'Dictionary' };
const OUTCOMES = { works: 'works', fails: 'fails', unknown: 'not known' };

function showLogin(kind) {
  const place = $(`#${kind} .details`);
  if (!place.hasChildNodes()) place.append($('#details').content.cloneNode(true));
  const login = logins.get(kind);
  const predicted = view?.logins.find((it) => it.kind === kind)?.requests ?? [];
  showOffers($('.offers', place), login);
  const rows = compare(predicted, login.made).map(scriptRow);
  const none = element('li', {}, element('span', { className: 'quiet text', textContent: 'No request of Lock is predicted for this page.' }));
  $('.requests', place).replaceChildren(...(rows.length > 0 ? rows : [none]));
  showMore($('.network', place), login.made.map(requestRow));
  showMore($('.console', place), login.said.map(({ level, text }) => row(level === 'error' ? 'error' : 'warning', level === 'error' ? 'bad' : 'doubt', [text])));
  $('.console .count', place).classList.toggle('bad', login.said.some(({ level }) => level === 'error'));
}

function showOffers(place, { offers, made }) {
  const chips = offers ? [...offers.fields, ...offers.buttons] : [];
  const served = made.findLast(({ what }) => what === 'connections');
  const children = chips.map((text) => element('span', { textContent: text }));
  if (offers?.failure) children.push(element('span', { className: 'bad', textContent: offers.failure }));
  if (children.length === 0) children.push(element('span', { className: 'quiet', textContent: offers?.isOpen ? 'no way to log in' : 'nothing yet' }));
  if (served?.connections?.length) children.push(element('span', { className: 'quiet', textContent: `received: ${served.connections.join(', ')}` }));
  place.replaceChildren(...children);
}

function scriptRow({ what, url, outcome, why, required, state, answer }) {
  const answered = answer && `${answer.status ? `answered ${answer.status}` : 'answered'}: ${answer.note}`;
  const prediction = outcome && `predicted: ${OUTCOMES[outcome]}${required === false ? '; Lock goes on without it' : ''}`;
  const [tag, tone] = {
    asked: ['asked', (answer?.status ?? 200) < 400 && answer?.status !== 0 ? 'good' : 'bad'],
    waiting: ['not asked', 'doubt'],
    never: ['nothing', 'bad'],
    'not-taken': ['not taken', ''],
    unpredicted: ['not predicted', 'doubt'],
  }[state];
  const text = [`${WHAT[what]}: `, url === null ? 'Lock does not get so far' : code(url)];
  return row(tag, tone, text, [[prediction, answered].filter(Boolean).join(' · '), why && `because ${why}`]);
}

const BY = { tenant: 'tenant', network: 'network', held: 'held back', file: 'file', 'stand-in': 'stand-in' };

function requestRow({ by, method, url, status, note }) {
  const tone = by === 'held' ? 'doubt' : status === 0 || status >= 400 ? 'bad' : '';
  return row(BY[by] ?? by, tone, [`${method} `, code(plain(url))], [`${status ? `${status}, ` : ''}${note}`]);
}

function showMore(place, rows) {
  $('.count', place).textContent = String(rows.length);
  $('ul', place).replaceChildren(...rows);
}

// ---- What is told ---------------------------------------------------------------------------------

let drawing = false;
function redraw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    KINDS.forEach(showLogin);
  });
}

navigator.serviceWorker?.addEventListener('message', ({ data }) => {
  const login = data?.from === 'worker' ? logins.get(data.kind) : undefined;
  if (!login || login.load !== data.load) return;
  if (login.made.length < MOST_ENTRIES) login.made.push(data.entry);
  redraw();
});

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || data?.from !== 'reporter') return;
  for (const [kind, login] of logins) {
    if (source !== $(`#${kind} iframe`).contentWindow || data.base !== login.base) continue;
    if (data.started) Object.assign(login, { said: [], offers: undefined });
    if (data.say && login.said.length < MOST_ENTRIES) login.said.push(data.say);
    if (data.offers) login.offers = data.offers;
    redraw();
  }
});

/** Loads again when a file has changed. */
function watch() {
  const events = new EventSource('events');
  events.onmessage = ({ data }) => {
    if (moment !== undefined && moment !== data) load();
    moment = data;
    if ($('#trouble').textContent === GONE) trouble(view?.error);
  };
  events.onerror = () => trouble(GONE);
}
const GONE = 'The preview has ended. Start it again for changes to be seen.';

// ---- The start ------------------------------------------------------------------------------------

/** The worker has to be there before a page runs: without it, what is typed would reach the tenant. */
async function startWorker() {
  if (!navigator.serviceWorker) throw new Error('this browser has no service workers, or has them switched off');
  for (const old of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(old.scope).pathname !== ROOT) await old.unregister();
  }
  const policy = globalThis.trustedTypes?.createPolicy('lockwright', { createScriptURL: (url) => url });
  const script = policy ? policy.createScriptURL('worker.js') : 'worker.js';
  await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
  await navigator.serviceWorker.ready;
}

async function start() {
  KINDS.forEach(showLogin);
  try {
    const [begin] = await Promise.all([fetch('start.json').then((response) => response.json()), startWorker()]);
    recall(begin);
  } catch (error) {
    $('#verdict').textContent = 'No preview';
    trouble(`The page cannot be shown: ${error.message}.`);
    return;
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'width' || target.name === 'scheme') {
      remember();
      appear(settings());
    } else {
      load();
    }
  });
  $('#reload').addEventListener('click', load);
  new ResizeObserver(() => appear(settings())).observe(document.body);
  await load();
  watch();
}

await start();
