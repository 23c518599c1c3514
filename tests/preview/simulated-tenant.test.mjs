// The simulated tenant's answers, and predictions beside requests, without a browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';

const { answer } = createRequire(import.meta.url)('../../src/preview/assets/simulated-tenant.js');
const source = readFileSync(new URL('../../src/preview/assets/predictions.js', import.meta.url), 'utf8');
const { compare, matches } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const connection = (name, strategy, type, isDomain) => ({ name, strategy, type, is_domain_connection: isDomain });
const TENANT = { connections: [connection('Users', 'auth0', 'database', true), connection('github', 'github', 'social', false)] };
const CLOUD = { target: 'cloud', name: 'acme', domain: 'acme.eu.auth0.com', assets: '' };
const CUSTOM = { target: 'custom-domain', name: 'acme', domain: 'login.acme.example', assets: '' };
const PRIVATE = { ...CUSTOM, target: 'private-cloud', assets: 'https://assets.acme.example/' };

function ask(url, { site = CLOUD, kind = 'third-party', method = 'GET', body = '', isScript = true } = {}) {
  return answer({ url: new URL(url), method, body, isScript }, { kind, site, tenant: TENANT, base: '/t/frame/x/' });
}

test('scripts are where Auth0 has them and nowhere else', () => {
  for (const [url, site, status] of [
    ['https://cdn.auth0.com/client/ID.js?t1', CLOUD, 200],
    ['https://cdn.eu.auth0.com//client/ID.js?t1', CLOUD, 200],
    ['https://cdn.eu.auth0.com/tenants/v1/acme.js?t1', CLOUD, 200],
    ['https://acme.us-3.auth0.com/tenants/v1/acme.js?t1', CLOUD, 200],
    ['https://cdn.auth0.com/info-v1.js?t1', CLOUD, 403],
    ['https://acme.eu.auth0.com/info-v1.js?t1', CLOUD, 403],
    ['https://login.acme.example/info-v1.js?t1', CUSTOM, 200],
    ['https://login.acme.example/tenants/v1/acme.js?t1', CUSTOM, 404],
    ['https://cdn.eu.auth0.com/tenants/v1/acme.js?t1', CUSTOM, 200],
    ['https://login.acme.example/info-v1.js?t1', PRIVATE, 200],
    ['https://assets.acme.example/?t1', PRIVATE, 403],
    ['https://assets.acme.example//client/ID.js?t1', PRIVATE, 200],
    ['https://acme.eu.auth0.com/?t1', CLOUD, 403],
    // Lock 10.5.
    ['https://cdn.auth0.com/.js?t1', CLOUD, 403],
    ['https://login.acme.example.js/?t1', CUSTOM, 403],
    ['https://assets.acme.example.js/?t1', PRIVATE, 403],
    ['https://elsewhere.example.js/?t1', CUSTOM, undefined],
    // A domain that the page has written out.
    ['https://id.other.example/info-v1.js?t1', CUSTOM, 200],
    ['https://id.other.example/client/app.js', CUSTOM, undefined],
    ['https://cdn.auth0.com/js/lock/14.3.0/lock.min.js', CLOUD, undefined],
    ['https://elsewhere.example/app.js', CLOUD, undefined],
  ]) {
    assert.equal(ask(url, { site })?.status, status, url);
  }
});

test('each kind of application gets its connections', () => {
  const client = (kind) => ask('https://cdn.auth0.com/client/ID.js?t1', { kind }).connections;
  assert.deepEqual(client('first-party'), ['Users', 'github']);
  assert.deepEqual(client('third-party'), []);
  const { body, connections } = ask('https://cdn.auth0.com/tenants/v1/acme.js?t1');
  assert.deepEqual(connections, ['Users']);
  assert.match(body, /^Auth0\.setTenant\(\{/);
});

test('the frame that asks for a session is answered', () => {
  const { status, body } = ask('https://acme.eu.auth0.com/authorize?response_mode=web_message&state=%3C/script%3E', { isScript: false });
  assert.equal(status, 200);
  assert.match(body, /"login_required"/);
  assert.equal(body.match(/<\/script>/g).length, 1);
});

test('logins are accepted but for one password and for what is not offered', () => {
  const logIn = (fields, kind) => {
    const body = JSON.stringify(fields);
    return ask('https://acme.eu.auth0.com/usernamepassword/login', { method: 'POST', body, kind, isScript: false }).status;
  };
  assert.equal(logIn({ connection: 'Users', password: 'right' }), 200);
  assert.equal(logIn({ connection: 'Users', password: 'wrong' }), 401);
  assert.equal(logIn({ connection: 'github', password: 'right' }), 403);
  assert.equal(logIn({ connection: 'github', password: 'right' }, 'first-party'), 200);
  const form = ask('https://acme.eu.auth0.com/usernamepassword/login', { method: 'POST', body: 'connection=%22%3E%3Cscript%3E', isScript: false });
  assert.ok(!form.body.includes('<script>'), form.body);
});

test('whatever else is for the tenant stays here', () => {
  for (const [url, method, status] of [
    ['https://acme.eu.auth0.com/user/ssodata', 'GET', 200],
    ['https://acme.eu.auth0.com/dbconnections/signup', 'POST', 200],
    ['https://acme.eu.auth0.com/dbconnections/change_password', 'POST', 200],
    ['https://acme.eu.auth0.com/usernamepassword/challenge', 'POST', 200],
    ['https://acme.eu.auth0.com/passwordless/start', 'POST', 200],
    ['https://acme.eu.auth0.com/api/v2/users', 'GET', 404],
    ['https://id.other.example/usernamepassword/login', 'POST', 200],
    ['https://id.other.example/anything', 'POST', undefined],
  ]) {
    assert.equal(ask(url, { method, isScript: false })?.status, status, url);
  }
  assert.equal(ask('https://acme.eu.auth0.com/user/ssodata?callback=__jp0').body, '__jp0({"sso":false});');
});

test('predictions are compared with requests', () => {
  assert.ok(matches('https://cdn{?}.auth0.com/client/ID.js', 'https://cdn.eu.auth0.com/client/ID.js?t123'));
  assert.ok(matches('https://assets.example', 'https://assets.example/?t1'));
  assert.ok(!matches('https://a.example/x.js', 'https://a.example/xxjs'));
  const predicted = (what, url) => ({ what, url, outcome: 'works', why: null, required: true });
  const made = (what, url) => ({ what, url, status: 200, note: '', by: 'tenant' });
  const states = (predictions, requests) => compare(predictions, requests).map(({ state, url }) => `${state} ${url}`);
  assert.deepEqual(
    states([predicted('connections', 'a'), predicted('dictionary', 'de'), predicted('dictionary', 'en')], [made('connections', 'a?t1'), made('dictionary', 'en'), made('other', 'z')]),
    ['asked a', 'not-taken de', 'asked en'],
  );
  assert.deepEqual(states([predicted('connections', 'a')], [made('connections', 'b?t1')]), ['waiting a', 'unpredicted b']);
  assert.deepEqual(states([predicted('connections', null)], []), ['never null']);
});
