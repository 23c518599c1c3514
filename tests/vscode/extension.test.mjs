// The extension as somebody uses it who has opened a repository in a browser.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, serve } from './workbench.mjs';

const { EXTENSION, LOCKWRIGHT, SCREENSHOTS } = process.env;
const PAGE = readFileSync(new URL('../../fixtures/unready/literal-trailing-comma.html', import.meta.url), 'utf8');
const PATIENCE = 60_000;

let site, browser, page;

before(async () => {
  site = await serve(EXTENSION, {
    '/site/login.html': PAGE,
    '/site/old/login.html': PAGE,
    '/site/lockwright.toml': 'exclude = ["old"]\n',
  });
  browser = await launch();
  page = await browser.newPage({
    viewport: { width: 1200, height: 720 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(site.address);
});

after(async () => {
  await browser?.close();
  site?.close();
});

/** The text in the editor, by way of the clipboard: of a long one only a part is on the screen. */
async function text() {
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  return page.evaluate(() => navigator.clipboard.readText());
}

const shot = async (name) => SCREENSHOTS && page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });

test('a page that is opened shows its finding', async () => {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'login.html' }).click({ clickCount: 2 });
  await page.waitForSelector('.editor-instance .squiggly-error');
  await page.keyboard.press('Control+Shift+m');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'missing-tenant-info' });
  await problem.first().waitFor();
  assert.match(await problem.first().innerText(), /is constructed without .*__useTenantInfo/s);
});

test('hovering shows what Lock will be given', async () => {
  await page.locator('.editor-instance .view-line span', { hasText: /^Auth0Lock$/ }).last().hover();
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'first-party' });
  await hover.waitFor();
  assert.match(await hover.innerText(), /third-party/);
  await shot('finding');
  await page.keyboard.press('Escape');
});

test('the quick fix mends the page', async () => {
  await page.locator('.editor-instance .view-line span', { hasText: /^Auth0Lock$/ }).last().click();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Add `__useTenantInfo' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'missing-tenant-info' }).first().waitFor({ state: 'detached' });
  const fixed = execFileSync(LOCKWRIGHT, ['fix', '-', '--isolated', '--select', 'missing-tenant-info'], { input: PAGE, stdio: ['pipe', 'pipe', 'ignore'] });
  assert.equal(await text(), fixed.toString());
});

test('the configuration of the workspace applies, also after it has changed', async () => {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'lockwright.toml' }).click({ clickCount: 2 });
  await page.locator('.editor-instance .view-line', { hasText: 'exclude' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('target = "private-cloud"\n');
  await page.keyboard.press('Control+s');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'base-url' }).first().waitFor();
  await shot('configured');
});
