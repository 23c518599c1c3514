// The judge itself: it must see each way in which a fixed page can be wrong.
import assert from 'node:assert/strict';
import test from 'node:test';
import { differences, truthOf, unreadiness } from './judge.mjs';
import { isAtLeast, scriptFor } from './network.mjs';
import { serve, TRANSACTIONS } from './transaction.mjs';

const SOURCE = 'https://cdn.auth0.com/js/lock/11.30.4/lock.min.js';
const [THIRD] = TRANSACTIONS;
const FIRST = TRANSACTIONS.find(({ thirdParty }) => !thirdParty);

function lock(flag, options = {}, { name = 'Auth0Lock', source = SOURCE } = {}) {
  const third = flag === undefined ? options : { ...options, __useTenantInfo: flag };
  return { kind: 'construct', name, source, flag: Boolean(flag), args: ['id', 'acme.eu.auth0.com', third] };
}

function run(events, { transaction = THIRD, errors = [] } = {}) {
  return { transaction, recording: { events, errors } };
}

test('a page is ready when the flag says what the application is', () => {
  const runs = (third, first) => [run([lock(third)]), run([lock(first)], { transaction: FIRST })];
  assert.equal(truthOf(runs(true, false)), 'ready');
  assert.equal(truthOf(runs(true, true)), 'unready');
  assert.equal(truthOf(runs(undefined, undefined)), 'unready');
  assert.equal(truthOf([run([])]), 'none');
  assert.equal(truthOf([run([lock(undefined, {}, { name: 'Auth0LockPasswordless' })])]), 'passwordless');
});

test('what is lacking is told', () => {
  assert.match(unreadiness(run([lock(true, {}, { name: 'Auth0LockPasswordless' })]))[0], /was given the flag/);
  assert.match(unreadiness(run([lock(true, {}, { source: SOURCE.replace('11.30.4', '10.6.0') })]))[0], /10\.6\.0/);
  assert.match(unreadiness(run([lock(true)]), 'private-cloud')[0], /configurationBaseUrl/);
  const base = { configurationBaseUrl: 'https://acme.eu.auth0.com/' };
  assert.deepEqual(unreadiness(run([lock(true, base)]), 'private-cloud'), []);
});

test('the flag and the release of Lock are no difference, all else is', () => {
  const before = run([lock(undefined, { closable: false }, { source: SOURCE.replace('11.30.4', '10.5') })]);
  const same = (event, rest) => differences(before, run([event], rest));
  assert.deepEqual(same(lock(true, { closable: false })), []);
  assert.equal(same(lock(true, { closable: true })).length, 1);
  assert.equal(same(lock(true, { closable: false, extra: { $: 'undefined' } })).length, 1);
  assert.equal(same(lock(true, { closable: false }), { errors: ['TypeError'] }).length, 1);
  assert.equal(differences(before, run([])).length, 1);
});

test('only the options that the target asks for may be added, and only where there are none', () => {
  const base = 'https://acme.eu.auth0.com/';
  const changed = (before, after, target) =>
    differences(run([lock(undefined, before)]), run([lock(true, after)]), target).length;
  assert.equal(changed({}, { configurationBaseUrl: base }, 'private-cloud'), 0);
  assert.equal(changed({}, { configurationBaseUrl: base }, 'cloud'), 1);
  assert.equal(changed({ configurationBaseUrl: 'https://else/' }, { configurationBaseUrl: base }, 'private-cloud'), 1);
});

test('what a rule mends may change where that rule has found something, and in its way only', () => {
  const { internalOptions, callbackURL } = THIRD.config;
  const before = { auth: { redirectUrl: callbackURL } };
  const changed = (after, rules) => differences(run([lock(undefined, before)]), run([lock(true, after)]), 'cloud', rules).length;
  const restored = { auth: { redirectUrl: callbackURL, params: internalOptions } };
  assert.equal(changed(restored, ['lost-transaction']), 0);
  assert.equal(changed(restored, ['missing-tenant-info']), 1);
  assert.equal(changed({ auth: { redirectUrl: callbackURL, params: {} } }, ['lost-transaction']), 1);
});

test('the flag on a passwordless widget is a difference', () => {
  const widget = (flag) => run([lock(flag, {}, { name: 'Auth0LockPasswordless' })]);
  assert.equal(differences(widget(undefined), widget(true)).length, 1);
});

test('releases that cannot serve third-party applications are known', () => {
  const lacks = (version, options = {}, target = 'cloud') => {
    const source = SOURCE.replace('11.30.4', version);
    return unreadiness(run([lock(true, options, { source })]), target).some((text) => text.startsWith(source));
  };
  for (const version of ['9.2.3', '10.5.0', '10.6', '10.6.0', '11.0', '11.1', '11.1.3']) assert.ok(lacks(version), version);
  for (const version of ['10.7', '10.24.3', '11.2.0', '11.30', '14.3.0']) assert.ok(!lacks(version), version);
  assert.ok(lacks('10.7.2', {}, 'private-cloud'));
  assert.ok(!lacks('10.7', {}, 'private-cloud'));
  const overridden = { configurationBaseUrl: 'https://cdn.auth0.com/', overrides: { __tenant: 'acme' } };
  assert.ok(lacks('11.7.2', overridden));
  assert.ok(!lacks('11.8', overridden));
});

test('a release is told from all forms of URL', () => {
  assert.equal(isAtLeast('//cdn.auth0.com/js/lock-9.2.min.js', [10, 7, 0]), false);
  assert.equal(isAtLeast('11.35.1', [11, 35, 1]), true);
  assert.equal(isAtLeast('/assets/lock.min.js', [10, 7, 0]), true);
});

test('only what looks like a known library is answered', () => {
  assert.match(scriptFor(SOURCE), /provideLock/);
  assert.match(scriptFor('//cdn.auth0.com/js/lock-passwordless-2.2.min.js'), /"lenient":true/);
  assert.equal(scriptFor('https://cdn.auth0.com/js/polyfills/1.0/object-assign.min.js'), '');
  assert.equal(scriptFor('https://example.com/app.js'), undefined);
});

test('the config survives being served', () => {
  const page = serve(Buffer.from("é atob('@@config@@') @@ENV@@ '@@other@@' ##KEY##"), THIRD.config).toString('utf8');
  const [, encoded] = /atob\('([^']+)'\)/.exec(page);
  assert.deepEqual(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')), THIRD.config);
  assert.match(page, /^é .* "value of ENV" 'e30=' value-of-KEY$/);
});
