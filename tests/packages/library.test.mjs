// The library, as somebody who has installed it uses it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, check, diff, fix, inspect, LockwrightError, rules, run } from 'lockwright';

const PAGE = `<!-- Grüße 𝄞 -->
<script src="https://cdn.auth0.com/js/lock/15.0/lock.min.js"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: { params: config.internalOptions }, closable: false }).show();
</script>
`;
const READY = PAGE.replace('false }', 'false, __useTenantInfo: config.isThirdPartyClient }');

test('a page is checked, and places are those of its string', async () => {
  const { findings, summary } = await check(PAGE);
  assert.deepEqual(findings.map(({ rule }) => rule), ['missing-tenant-info']);
  assert.equal(summary.errors, 1);
  const [{ range, fix }] = findings;
  assert.ok(PAGE.slice(range.start.offset, range.end.offset).startsWith('new Auth0Lock('));
  assert.equal(applyEdits(PAGE, fix.edits), READY);
});

test('a page is fixed', async () => {
  const fixed = await fix(PAGE);
  assert.equal(fixed.page, READY);
  assert.deepEqual(fixed.findings, []);
  assert.match(await diff(PAGE, { fileName: 'a.html' }), /^diff --git a\/a\.html/);
});

test('options count', async () => {
  assert.deepEqual((await check(PAGE, { ignore: ['missing-tenant-info'] })).findings, []);
  assert.equal((await check(READY, { target: 'private-cloud' })).findings[0].rule, 'missing-configuration-base-url');
  await assert.rejects(check(PAGE, { select: ['no-such-rule'] }), LockwrightError);
});

test('what Lock is given is seen', async () => {
  const { constructions } = await inspect(READY);
  assert.equal(constructions[0].constructor, 'Auth0Lock');
  assert.ok(constructions[0].requests.length > 0);
  assert.ok((await rules()).some(({ id }) => id === 'missing-tenant-info'));
});

test('any command runs on files in memory', async () => {
  const files = { 'pages/login.html': PAGE, 'lockwright.toml': 'fail-on = "never"\n' };
  const { code, files: after } = await run(['fix', 'pages'], { files });
  assert.equal(code, 0);
  assert.equal(after['pages/login.html'], READY);
});

test('code that is nested too deep is a finding', async () => {
  for (const code of ['('.repeat(20_000), '()=>'.repeat(5_000), '1+'.repeat(50_000), '!'.repeat(50_000)]) {
    const { findings } = await check(`<script>${code}</script><script>new Auth0Lock(a, b)</script>`);
    assert.ok(findings.some(({ rule }) => rule === 'unreadable-script'), code.slice(0, 4));
  }
});
