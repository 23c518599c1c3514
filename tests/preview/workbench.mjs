// The workbench in a browser: opening it, and what a person sees in it.
import { launch } from './chromium.mjs';
import { preview } from './lockwright.mjs';

const KINDS = ['first-party', 'third-party'];
const PATIENCE = 15_000;

/**
 * Opens a page in the workbench.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} page a path
 * @param {string[]} options of `lockwright preview`
 */
export async function open(browser, page, options = [], { viewport = { width: 1400, height: 1000 }, hash = '' } = {}) {
  const served = await preview(page, ...options);
  const context = await browser.newContext({ viewport });
  const tab = await context.newPage();
  const complaints = [];
  // Errors of the pages in the frames come here too, and are none of the workbench's.
  tab.on('pageerror', (error) => {
    if (/\/(workbench|predictions)\.js/.test(error.stack ?? '')) complaints.push(String(error));
  });
  await tab.goto(served.url + hash);
  const close = async () => {
    await context.close();
    await served.stop();
  };
  return { ...served, browser, context, tab, complaints, close };
}

/** The document of a frame, by its title. */
export function frame(tab, kind) {
  const title = kind === 'first-party' ? 'First-party' : 'Third-party';
  return tab.frameLocator(`iframe[title^="${title}"]`);
}

/** What the workbench says beneath a frame. */
export async function told(tab, kind) {
  return tab.locator(`#${kind}`).evaluate((article) => {
    const texts = (selector) => [...article.querySelectorAll(selector)].map((it) => it.textContent.trim());
    const rows = [...article.querySelectorAll('.requests li')].map((row) => ({
      tag: row.querySelector('.tag')?.textContent,
      text: row.querySelector('.text').textContent.trim(),
      note: [...row.querySelectorAll('.note')].map((note) => note.textContent).join(' '),
    }));
    return {
      offers: texts('.offers > span:not(.quiet)'),
      received: texts('.offers > .quiet').find((text) => text.startsWith('received: '))?.slice('received: '.length).split(', ') ?? [],
      rows,
      requests: texts('.network li'),
      console: texts('.console li'),
    };
  });
}

/** Waits until the workbench says of a frame what is wanted; the last that it said otherwise. */
export async function until(tab, kind, isWanted, what) {
  const end = Date.now() + PATIENCE;
  let last;
  while (Date.now() < end) {
    last = await told(tab, kind);
    if (isWanted(last)) return last;
    await tab.waitForTimeout(50);
  }
  throw new Error(`${kind}: ${what}: ${JSON.stringify(last, null, 1)}`);
}

/** Waits until Lock shows a way to log in in both frames. */
export async function loaded(tab) {
  const both = [];
  for (const kind of KINDS) both.push(await until(tab, kind, ({ offers, rows }) => offers.length > 0 && rows.some(({ tag }) => tag === 'asked'), 'Lock does not open'));
  return { 'first-party': both[0], 'third-party': both[1] };
}

/** Chooses a switch by its label. */
export async function choose(tab, label) {
  await tab.getByRole('radio', { name: label, exact: true }).check({ force: true });
}

export { launch };
