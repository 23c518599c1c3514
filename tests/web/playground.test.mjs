// The playground as somebody uses it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { launch, serve } from './site.mjs';

const { SITE, LOCKWRIGHT, SCREENSHOTS } = process.env;
const ROOT = new URL('../../', import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [
  ['phone', 390, 844],
  ['tablet', 820, 1180],
  ['desktop', 1440, 900],
];

let site, browser, context, page;
const troubles = [];

before(async () => {
  [site, browser] = [await serve(SITE), await launch()];
});

after(async () => {
  await browser?.close();
  site?.close();
});

beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  troubles.length = 0;
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
});

/** Opens the playground, with a page in it if one is given. */
async function open(text, fragment = '') {
  await page.goto(`${site.address}/playground/index.html${fragment}`);
  await page.waitForSelector('body[data-state=done]');
  if (text !== undefined) await drop(text);
}

/** Drops a file on the playground, and waits until it has been looked at. */
async function drop(text) {
  const bytes = [...Buffer.from(text)];
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(given)], 'login.html', { type: 'text/html' }));
    return transfer;
  }, bytes);
  await settled(() => page.dispatchEvent('body', 'drop', { dataTransfer: data }));
}

/** Does something after which the page is looked at again. */
async function settled(work) {
  await page.evaluate(() => (document.body.dataset.state = 'waiting'));
  await work();
  await page.waitForSelector('body[data-state=done]');
}

/** The page that is downloaded. */
async function download() {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  return readFileSync(await file.path());
}

const summary = () => page.textContent('#summary');

test('a page is mended by a button, and can be had again', async () => {
  await open();
  assert.match(await summary(), /^3 findings, 1 with a safe fix$/);
  assert.match(await page.textContent('.finding.error'), /Auth0Lock is constructed without __useTenantInfo/);
  assert.match(await page.textContent('.remedy .diff'), /\+\s+__useTenantInfo: config\.isThirdPartyClient/);
  await settled(() => page.click('text="Fix"'));
  assert.match(await summary(), /ready for third-party applications/);
  assert.match(await page.textContent('#lock'), /__useTenantInfo\s*config\.isThirdPartyClient/);
  await settled(() => page.keyboard.press('Control+z'));
  assert.match(await summary(), /^3 findings/);
  assert.deepEqual(troubles, []);
});

test('the page that comes out is the one that the command makes, byte for byte', async () => {
  await open();
  const folder = `${ROOT}fixtures/unready/`;
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'));
  for (const name of names.filter((_, index) => index % Math.ceil(names.length / 25) === 0)) {
    const given = readFileSync(folder + name);
    const target = /^<!-- target: (\S+) -->/.exec(given)?.[1] ?? 'cloud';
    if ((await page.inputValue('#target')) !== target) await settled(() => page.selectOption('#target', target));
    await drop(given);
    const button = page.locator('#fix-all');
    if (await button.isVisible()) await settled(() => button.click());
    const options = { input: given, maxBuffer: 1 << 26 };
    const expected = execFileSync(LOCKWRIGHT, ['fix', '-', '--isolated', '--target', target, '--exit-zero'], { ...options, stdio: ['pipe', 'pipe', 'ignore'] });
    const made = await download();
    // Line ends of two kinds on one page are more than a text field can hold.
    const isMixed = given.includes('\r\n') && /[^\r]\n/.test(given);
    if (!isMixed) assert.equal(made.toString(), expected.toString(), name);
  }
  assert.deepEqual(troubles, []);
});

test('findings follow the typing', async () => {
  await open('');
  assert.match(await summary(), /Paste a login page/);
  await page.click('.cm-content');
  await settled(() => page.keyboard.insertText('<script>new Auth0Lock(a, b, c())</script>'));
  assert.match(await page.textContent('#findings'), /missing-config/);
});

test('the target decides', async () => {
  await open();
  await page.selectOption('#example', { label: 'Ready' });
  await page.waitForFunction(() => /ready/.test(document.getElementById('summary').textContent));
  await settled(() => page.selectOption('#target', 'private-cloud'));
  assert.match(await page.textContent('#findings'), /configurationBaseUrl/);
});

test('rules are explained', async () => {
  await open();
  await page.click('text="missing-tenant-info"');
  await page.waitForSelector('dialog[open] h2');
  assert.match(await page.textContent('dialog'), /Why it matters/);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
});

test('a link holds the page', async () => {
  const text = '<!-- Grüße 𝄞 -->\n<script>new Auth0Lock(a, b, {})</script>\n';
  await open(text);
  await page.click('#share');
  await page.waitForFunction(() => location.hash.length > 10);
  const { hash } = new URL(page.url());
  await open(undefined, hash);
  await page.reload();
  await page.waitForSelector('body[data-state=done]');
  assert.equal((await download()).toString(), text);
});

test('what is no page is told', async () => {
  await open();
  const bytes = Buffer.from([0x3c, 0x70, 0x3e, 0xe9]);
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(given)], 'a.html'));
    return transfer;
  }, [...bytes]);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await page.waitForFunction(() => /not UTF-8/.test(document.getElementById('note').textContent));
});

test('hostile pages are refused and do no harm', async () => {
  await open();
  for (const code of ['('.repeat(20_000), '()=>'.repeat(900), '1+'.repeat(9_000), '[{'.repeat(300), '!'.repeat(5_000), 'if(a)'.repeat(3_000)]) {
    await drop(`<script>${code}</script>\n<script>new Auth0Lock(a, b)</script>`);
    assert.match(await page.textContent('#findings'), /unreadable-script/, code.slice(0, 10));
  }
  await drop('<script>new Auth0Lock(a, b, {})</script>');
  assert.match(await page.textContent('#findings'), /Auth0Lock/);
  assert.deepEqual(troubles, []);
});

test('nothing leaves the browser, and it works without a network and from a file', async () => {
  await open();
  await context.setOffline(true);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await drop('<script>new Auth0Lock(a, b, {})</script>');
  assert.match(await page.textContent('#findings'), /Auth0Lock/);
  assert.deepEqual(requests.filter((url) => !url.startsWith('blob:')), []);
  const refused = await page.evaluate(() => fetch('https://example.com/').then(() => 'sent', () => 'refused'));
  assert.equal(refused, 'refused');
  const policy = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', 'content');
  for (const part of ["default-src 'none'", "connect-src 'none'"]) assert.ok(policy.includes(part), policy);
  assert.ok(!policy.includes('unsafe-inline') && !policy.includes("'unsafe-eval'"), policy);
  troubles.length = 0;
  await page.goto(`file://${SITE}/playground/index.html`);
  await page.waitForSelector('body[data-state=done]');
  assert.match(await summary(), /^3 findings/);
  assert.deepEqual(troubles, []);
});

test('the keyboard is enough', async () => {
  await open();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.textContent === 'Fix')) break;
  }
  await settled(() => page.keyboard.press('Enter'));
  assert.match(await summary(), /ready/);
});

for (const colorScheme of ['light', 'dark']) {
  for (const [name, width, height] of WIDTHS) {
    test(`it fits and can be read on a ${name}, ${colorScheme}`, async () => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      for (const path of ['playground/index.html', 'index.html', 'rules/missing-tenant-info.html']) {
        await page.goto(`${site.address}/${path}`);
        if (path.startsWith('playground')) await page.waitForSelector('body[data-state=done]');
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${path} is ${overflow} pixels too wide`);
        if (SCREENSHOTS) {
          await page.screenshot({ path: `${SCREENSHOTS}/${path.replaceAll('/', '-')}-${name}-${colorScheme}.png` });
        }
      }
      await page.goto(`${site.address}/playground/index.html`);
      await page.waitForSelector('body[data-state=done]');
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`), []);
    });
  }
}

test('examples of rules open in the playground', async () => {
  await page.goto(`${site.address}/rules/missing-tenant-info.html`);
  await page.click('text="Open in the playground" >> nth=0');
  await page.waitForSelector('body[data-state=done]');
  assert.match(await page.textContent('#findings'), /missing-tenant-info/);
});
