// Chromium, and what one run of a page in it comes to.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { scriptFor } from './network.mjs';
import { ORIGIN, serve } from './transaction.mjs';

const RECORDER = readFileSync(new URL('recorder.js', import.meta.url), 'utf8');
const PAGE_URL = `${ORIGIN}/login?state=hKFo2SBr&client=Zx4kQw9T1bVfR7mYc2LhN8dJs5GpAe3U`;
// The headless shell is the same engine without the parts that draw windows: twice as fast here.
const PLACES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
const INLINED_LOCK = /\* lock(?:\.min\.js)? v\d/;
const LOAD_LIMIT = 5_000;
const RUN_LIMIT = 20_000;

/**
 * @typedef {object} Recording
 * @property {object[]} events constructions and method calls in the order in which they happened
 * @property {string[]} errors what the page threw or wrote to the console as an error
 */

function launch() {
  const executablePath = process.env.CHROMIUM ?? PLACES.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
  if (!executablePath) throw new Error('no Chromium is installed; name one in CHROMIUM');
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * A tab in which pages are run, one after the other. It has a browser of its own, so that a page
 * that never comes to rest can be got rid of without harm to the other tabs.
 */
export class Tab {
  #browser;
  #context;
  #page;
  #recording;
  #body;
  #pending = 0;
  #leftPage = false;

  async #open() {
    this.#browser ??= await launch();
    this.#context = await this.#browser.newContext({ serviceWorkers: 'block' });
    await this.#context.exposeBinding('lockwrightReport', (_, event) => {
      this.#recording.events.push(JSON.parse(event));
    });
    await this.#context.addInitScript({ content: RECORDER });
    await this.#context.route('**/*', (route) => this.#answer(route));
    this.#page = await this.#context.newPage();
    for (const [event, change] of [['request', 1], ['requestfinished', -1], ['requestfailed', -1]]) {
      this.#page.on(event, () => (this.#pending += change));
    }
    this.#page.on('pageerror', (error) => this.#recording.errors.push(withoutPlaces(String(error))));
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.#recording.errors.push(withoutPlaces(message.text()));
    });
  }

  /** Ends the browser. */
  async close() {
    await this.#browser?.close();
    this.#browser = this.#page = undefined;
    this.#leftPage = false;
  }

  async #answer(route) {
    const url = route.request().url();
    if (this.#body && url === PAGE_URL) {
      const body = this.#body;
      this.#body = undefined;
      return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
    }
    if (route.request().isNavigationRequest()) this.#leftPage = true;
    const body = scriptFor(url);
    if (body === undefined) return route.abort();
    return route.fulfill({ body, contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } });
  }

  /**
   * Runs a page for one transaction.
   *
   * @param {Buffer} page its bytes as they are kept in a file
   * @param {object} config
   * @returns {Promise<Recording>}
   */
  async run(page, config) {
    // A navigation that a page has begun can reach into the run of the next one.
    if (this.#leftPage) await this.#context.close();
    if (this.#leftPage || !this.#page) await this.#open();
    this.#leftPage = false;
    const recording = { events: [], errors: [] };
    this.#recording = recording;
    this.#body = serve(page, config);
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('the page never comes to rest')), RUN_LIMIT);
    });
    try {
      await Promise.race([this.#loadAndDrive(page), late]);
    } catch (error) {
      recording.errors.push(withoutPlaces(`run: ${error.message}`));
      await this.close();
    } finally {
      clearTimeout(timer);
    }
    return recording;
  }

  async #loadAndDrive(source) {
    this.#pending = 0;
    await this.#context.clearCookies();
    const setUp = INLINED_LOCK.test(source.toString('latin1')) && (await this.#watchForInlinedLock());
    try {
      await this.#page.goto(PAGE_URL, { timeout: LOAD_LIMIT });
      await this.#page.evaluate(() => window[Symbol.for('lockwright')].drive());
      if (this.#pending > 0) {
        await this.#quiet();
        await this.#page.evaluate(() => window[Symbol.for('lockwright')].passTime(10_000));
      }
    } finally {
      if (setUp) await setUp.dispose();
    }
  }

  #watchForInlinedLock() {
    return this.#context.addInitScript(() => window[Symbol.for('lockwright')].watchForInlinedLock());
  }

  // Scripts that the page loads late can load and construct more.
  async #quiet() {
    const end = Date.now() + LOAD_LIMIT;
    while (this.#pending > 0 && Date.now() < end) await sleep(20);
  }
}

// An edit moves what stands after it, which is no difference.
function withoutPlaces(text) {
  return text.replace(/:\d+:\d+/g, '').split('\n')[0];
}
