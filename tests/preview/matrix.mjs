// Every page with every build: what `inspect` predicts beside what Lock asks for, and whether the login
// that comes of it is the one that was predicted. Needs no preview: the network is answered from here.
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { bundle } from './bundles.mjs';
import { isAtLeast } from './releases.mjs';
import { run, sampleConfig } from './lockwright.mjs';
import { PAGES } from './pages.mjs';

const { answer } = createRequire(import.meta.url)('../../src/preview/assets/simulated-tenant.js');
const predictionsModule = readFileSync(new URL('../../src/preview/assets/predictions.js', import.meta.url), 'utf8');
// Without a package.json beside it, Node.js could not know that it is a module.
const { matches, plain } = await import(`data:text/javascript,${encodeURIComponent(predictionsModule)}`);

const KINDS = ['first-party', 'third-party'];
const TABS = 4;
const LOAD_LIMIT = 10_000;

const connection = (name, strategy, type, isDomain) => ({ name, strategy, type, is_domain_connection: isDomain });
/** One connection that only third parties are to see, one that only first parties are to see. */
const TENANT = {
  connections: [connection('google-oauth2', 'google-oauth2', 'social', true), connection('github', 'github', 'social', false)],
};

const samples = new Map();
async function configOf(kind, { target, config }) {
  const key = `${kind} ${target}`;
  if (!samples.has(key)) samples.set(key, sampleConfig(kind, target));
  const { connection: _, prompt: __, languageBaseUrl: ___, dict: ____, ...sample } = await samples.get(key);
  return { ...sample, ...config };
}

const inspected = new Map();

/** What `inspect` says that a page requests. */
function inspect(page, release) {
  const key = `${release} ${page.name}`;
  if (!inspected.has(key)) {
    const args = ['inspect', '--isolated', '--output-format', 'json', '--target', page.target, '-'];
    inspected.set(key, run(args, page.text(release)).then(({ stdout }) => JSON.parse(stdout).pages[0].constructions[0].requests));
  }
  return inspected.get(key);
}

/** The addresses and outcomes that are predicted for one kind of application. */
async function predictions(page, release, kind, config) {
  const requests = (await inspect(page, release)).filter(({ client }) => client === kind || client === 'all');
  return requests.map(({ client, url, outcome, required }) => ({
    what: client === 'all' ? 'dictionary' : 'connections',
    url: url && filled(url, config, client !== 'all' && isAtLeast(release, '10.7.2')),
    outcome,
    required,
  }));
}

/** An address with the config's fields filled in. A field may end in a slash that Lock leaves out. */
function filled(url, config, oneSlash) {
  const field = (_, path) => String(path.split('.').reduce((value, name) => value?.[name], config));
  const text = url.replace(/\{config\.([\w.]+)\}/g, field);
  return oneSlash ? text.replace(/([^:])\/\/+/g, '$1/') : text;
}

/** Runs a page: what it asked for and which connections Lock shows. */
async function watch(browser, locks, page, release, kind, config) {
  const site = { target: page.target, name: config.auth0Tenant, domain: config.auth0Domain, assets: config.assetsUrl };
  const encoded = Buffer.from(JSON.stringify(config)).toString('base64');
  const html = page.text(release).replaceAll('@@config@@', encoded).replace('https://cdn.auth0.com/js/lock', locks.url);
  const login = locks.add(html);
  const tab = await browser.newPage();
  const asked = [];
  let failed = false;
  // What Lock throws when it gives up.
  tab.on('pageerror', () => (failed = true));
  try {
    await tab.route((url) => url.hostname !== '127.0.0.1', (route) => {
      const request = route.request();
      const url = new URL(request.url());
      const dictionary = /\/js\/lock\/[^/]+\/([^/]*)\.js$/.exec(url.pathname);
      if (dictionary) {
        asked.push({ what: 'dictionary', url: url.href });
        return answerDictionary(route, dictionary[1]);
      }
      const isScript = request.resourceType() === 'script';
      const answered = answer({ url, method: request.method(), body: request.postData() ?? '', isScript }, { kind, site, tenant: TENANT, base: '/' });
      if (!answered) return route.abort();
      if (answered.what === 'connections') asked.push({ what: 'connections', url: url.href });
      const headers = { 'access-control-allow-origin': locks.url, 'access-control-allow-credentials': 'true' };
      return route.fulfill({ status: answered.status, body: answered.body, contentType: answered.type, headers });
    });
    await tab.goto(login, { timeout: LOAD_LIMIT });
    return { asked, shown: await shown(tab, () => failed) };
  } finally {
    await tab.close();
  }
}

function answerDictionary(route, language) {
  // Auth0 has no dictionary without a name.
  if (language === '') return route.fulfill({ status: 403, body: '' });
  const body = `Auth0.registerLanguageDictionary(${JSON.stringify(language)}, { title: 'Log in' });`;
  return route.fulfill({ body, contentType: 'text/javascript' });
}

/** The connections that Lock shows once it has come to rest. */
async function shown(tab, hasFailed) {
  const state = () => tab.evaluate(() => ({
    names: [...document.querySelectorAll('.auth0-lock [data-provider]')].map((it) => it.dataset.provider),
    classes: [...document.querySelectorAll('.auth0-lock .auth0-lock-social-button')].map((it) => it.textContent),
    failed: document.querySelector('.auth0-lock-error-pane') !== null,
  }));
  const end = Date.now() + 5_000;
  let last = await state();
  while (Date.now() < end && !last.failed && !hasFailed() && last.names.length + last.classes.length === 0) {
    await tab.waitForTimeout(40);
    last = await state();
  }
  return ['google-oauth2', 'github'].filter((name) => last.names.includes(name) || last.classes.some((text) => text.toLowerCase().includes(name.split('-')[0])));
}

/**
 * Whether hosted pages cannot use a release although it shows the connections: the login after that fails, and no
 * login is tried here.
 */
const failsLater = (release) => isAtLeast(release, '11.0.0') && !isAtLeast(release, '11.2.0');

/** What is wrong about a prediction; empty when nothing is. */
function complaints(predicted, { asked, shown: names }, kind, release) {
  const found = [];
  for (const what of ['connections', 'dictionary']) {
    const made = asked.filter((it) => it.what === what);
    const ways = predicted.filter((it) => it.what === what);
    for (const { url } of made) {
      if (!ways.some((way) => way.url && matches(way.url, url))) found.push(`asked ${plain(url)}, predicted ${ways.map((way) => way.url)}`);
    }
    if (made.length === 0 && ways.some(({ url }) => url)) found.push(`asked for no ${what}, predicted ${ways.map((way) => way.url)}`);
  }
  const wanted = kind === 'third-party' ? ['google-oauth2'] : ['google-oauth2', 'github'];
  const isRight = String(names) === String(wanted);
  const needed = predicted.filter(({ what, required }) => what === 'connections' || required);
  const outcomes = new Set(needed.map(({ outcome }) => outcome));
  const fails = outcomes.has('fails');
  if (!fails && outcomes.has('works') && !isRight) found.push(`predicted to work, shows ${names.join(', ') || 'nothing'}`);
  if (fails && isRight && !failsLater(release)) found.push('predicted to fail, works');
  // Which language a config asks for is nobody's guess; which connections there are has to be known.
  if (predicted.some(({ what, outcome }) => what === 'connections' && outcome === 'unknown')) found.push('the outcome is not predicted');
  return found;
}

/**
 * Compares every page with every build.
 *
 * @returns {Promise<{release: string, page: string, kind: string, asked: object[], right: boolean, complaints: string[]}[]>}
 */
export async function compareAll(browser, releases, pages = PAGES) {
  const locks = await serveLocks();
  const tasks = releases.flatMap((release) => pages.flatMap((page) => KINDS.map((kind) => ({ release, page, kind }))));
  const results = new Array(tasks.length);
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const index = next++;
      const { release, page, kind } = tasks[index];
      const config = await configOf(kind, page);
      const [predicted, seen] = await Promise.all([predictions(page, release, kind, config), watch(browser, locks, page, release, kind, config)]);
      const found = complaints(predicted, seen, kind, release);
      results[index] = { release, page: page.name, kind, asked: seen.asked.map(({ what, url }) => ({ what, url: plain(url) })), shown: seen.shown, complaints: found };
    }
  };
  try {
    await Promise.all(Array.from({ length: TABS }, work));
  } finally {
    locks.close();
  }
  return results;
}

/** Serves pages, and the bundles: a megabyte each is too much for the protocol that browsers are driven by. */
async function serveLocks() {
  const pages = [];
  const server = createServer(async ({ url }, response) => {
    const release = /^\/([\d.]+)\/lock\.min\.js$/.exec(url)?.[1];
    const page = pages[/^\/page\/(\d+)$/.exec(url)?.[1]];
    response.statusCode = release || page ? 200 : 404;
    response.setHeader('Content-Type', release ? 'text/javascript' : 'text/html');
    if (release) createReadStream(await bundle(release)).pipe(response);
    else response.end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, add: (html) => `${url}/page/${pages.push(html) - 1}`, close: () => server.close() };
}
