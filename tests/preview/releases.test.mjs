// Fixtures after `compile`, with builds of Lock from npm, for every target: what each kind of user sees.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { bundle } from './bundles.mjs';
import { BOUNDED, isAtLeast } from './releases.mjs';
import { frame, launch, loaded, open } from './workbench.mjs';

/** For each target a fixture that is not ready, and the first release that can serve it. */
const FIXTURES = {
  cloud: ['documentation-sample-without-both.html', '10.7.0'],
  'custom-domain': ['custom-domain-without-anything.html', '11.8.0'],
  'private-cloud': ['documentation-sample-without-flag.html', '10.7.3'],
};

let browser;
let folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'lockwright-releases-'));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function expected(target, release) {
  const cdn = isAtLeast(release, '11.30.5') ? 'acme.eu.auth0.com' : 'cdn.eu.auth0.com';
  switch (target) {
    case 'cloud':
      return { first: `https://${cdn}/client/`, third: `https://${cdn}/tenants/v1/acme.js` };
    case 'custom-domain':
      return { first: 'https://cdn.eu.auth0.com/client/', third: 'https://cdn.eu.auth0.com/tenants/v1/acme.js' };
    default:
      return { first: 'https://login.acme.example/client/', third: 'https://login.acme.example/info-v1.js' };
  }
}

for (const release of BOUNDED) {
  test(`Lock ${release}`, async () => {
    for (const [target, [fixture, since]] of Object.entries(FIXTURES)) {
      if (!isAtLeast(release, since)) continue;
      const text = readFileSync(new URL(`../../fixtures/unready/${fixture}`, import.meta.url), 'utf8');
      const page = join(folder, `${release}-${target}.html`);
      writeFileSync(page, text.replace(/js\/lock\/[\d.]+\//, `js/lock/${release}/`));
      const { tab, close, complaints } = await open(browser, page, ['--target', target, '--lock', await bundle(release)]);
      try {
        const seen = await loaded(tab);
        const where = `${release} on ${target}`;
        const [first, third] = [seen['first-party'], seen['third-party']];
        assert.match(await tab.locator('#verdict').innerText(), /^Ready/, where);
        assert.deepEqual(third.received, ['Username-Password-Authentication', 'google-oauth2'], where);
        assert.equal(first.received.length, 5, where);
        const urls = expected(target, release);
        const asked = (login) => login.rows.find(({ tag, text }) => tag === 'asked' && text.startsWith('Connections: '));
        assert.ok(asked(third)?.text.endsWith(urls.third), `${where}: ${JSON.stringify(third.rows)}`);
        assert.ok(asked(first)?.text.includes(urls.first), `${where}: ${JSON.stringify(first.rows)}`);
        for (const { rows } of [first, third]) {
          assert.ok(!rows.some(({ tag }) => tag === 'not predicted'), `${where}: ${JSON.stringify(rows)}`);
        }
        // What a person sees: third parties cannot choose GitHub, which is no domain connection.
        const buttons = async (kind) => {
          const all = frame(tab, kind).locator('.auth0-lock-social-button');
          // The buttons are there before their animation shows their texts.
          await all.filter({ hasText: /google/i }).filter({ visible: true }).first().waitFor();
          return (await all.allTextContents()).join(' ');
        };
        await frame(tab, 'third-party').locator('input[type=password]').first().waitFor();
        assert.match(await buttons('first-party'), /github/i, where);
        assert.match(await buttons('third-party'), /google/i, where);
        assert.doesNotMatch(await buttons('third-party'), /github/i, where);
        assert.deepEqual(complaints, [], where);
      } finally {
        await close();
      }
    }
  });
}
