// Claims of the catalog, on real builds of Lock.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { bundle } from '../preview/bundles.mjs';
import { launch } from '../preview/chromium.mjs';
import { compare } from '../preview/releases.mjs';

const LOCKWRIGHT = process.env.LOCKWRIGHT;

/** Releases on both sides of most changes. */
const RELEASES = ['10.4.1', '10.9.2', '10.24.3', '11.5.1', '11.30.4', '12.5.1', '14.3.0'];

/** Options that the constructor hands on with all others, so that no read of one by its name shows. */
const HANDED_ON = new Set([
  '_enableIdPInitiatedLogin', '_enableImpersonation', '_sendTelemetry', '_telemetryInfo', 'legacySameSiteCookie', 'leeway',
  'overrides', 'plugins',
]);

const { options } = JSON.parse(execFileSync(LOCKWRIGHT, ['catalog', 'options', '--output-format', 'json'], { encoding: 'utf8' }));

/** Options that are read for nothing but a warning on the console. */
const READ_FOR_A_WARNING = new Set(['auth.redirectUri']);

/** Options of both constructors that the passwordless one reads since a later release only. */
const LATER_IN_PASSWORDLESS = { mustAcceptTerms: '11.13.0', initialScreen: '14.3.0' };

const isLater = (path, constructor, release) =>
  constructor !== 'Auth0Lock' && compare(release, LATER_IN_PASSWORDLESS[path] ?? '0.0.0') < 0;

/** Options of the top level and of objects, by their paths. */
const byPath = new Map(options.filter(({ path, read_by }) => !/[[*]/.test(path) && !/Lock 9/.test(read_by)).map((option) => [option.path, option]));

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function withLock(release, run, argument) {
  const page = await browser.newPage();
  try {
    await page.setContent('<!doctype html><title>Lock</title><body></body>');
    await page.addScriptTag({ path: await bundle(release) });
    return await page.evaluate(run, argument);
  } finally {
    await page.close();
  }
}

/** The paths that a constructor reads by name. Runs in the page. */
function readPaths(constructor) {
  const read = new Set();
  const recorder = (path) =>
    new Proxy({}, {
      get(_, key) {
        if (key === 'constructor') return Object;
        if (typeof key !== 'string') return undefined;
        const below = path ? `${path}.${key}` : key;
        read.add(below);
        // The other one is looked for when this is a function.
        if (below === 'avatar.url') return () => {};
        return ['auth', 'auth.params', 'theme', 'hooks', 'avatar', 'overrides'].includes(below) ? recorder(below) : undefined;
      },
      // What is copied in whole is not read by name.
      ownKeys: () => [],
    });
  new window[constructor]('client', 'acme.auth0.com', recorder(''));
  return [...read];
}

const isWithin = (release, { since, last }) =>
  since !== null && compare(release, since) >= 0 && (last === null || compare(release, last) <= 0);

const CONSTRUCTORS = RELEASES.flatMap((release) =>
  // The other constructor came in 11.2.0.
  compare(release, '11.2.0') < 0 ? [[release, 'Auth0Lock']] : [[release, 'Auth0Lock'], [release, 'Auth0LockPasswordless']],
);

for (const [release, constructor] of CONSTRUCTORS) {
  test(`${constructor} ${release} reads the options that the catalog says, and no others`, async () => {
    const read = new Set(await withLock(release, readPaths, constructor));
    const wrong = [];
    for (const [path, option] of byPath) {
      const isSaid = isWithin(release, option) && !isLater(path, constructor, release) && (/both/.test(option.read_by) || option.read_by === constructor);
      const handedOn = HANDED_ON.has(path.split('.')[0]) || path.startsWith('prefill.') || path.startsWith('auth.params.');
      if (!isSaid && read.has(path) && !READ_FOR_A_WARNING.has(path)) wrong.push(`${path} is read and said to be unread`);
      if (isSaid && !handedOn && !read.has(path)) wrong.push(`${path} is unread and said to be read`);
    }
    assert.deepEqual(wrong, []);
  });
}

/**
 * Options, and whether the constructor of a release throws when it is given them. What auth0-js throws is
 * tried with releases that pin it alone: a build of Lock 11 takes a later auth0-js than the CDN's did.
 */
const THROWING = [
  ['10.24.3', "{ auth: { audience: 'https://api.example.com' } }", true],
  ['10.24.3', "{ oidcConformant: true, auth: { audience: 'https://api.example.com' } }", false],
  ['11.5.1', "{ auth: { audience: 'https://api.example.com' } }", false],
  ['10.24.3', "{ oidcConformant: true, auth: { redirect: false, responseType: 'id_token' } }", true],
  ['10.24.3', "{ auth: { redirect: false, responseType: 'id_token' } }", false],
  ['10.24.3', "{ overrides: { __tenant: 'acme' } }", true],
  ['11.5.1', "{ overrides: { __tenant: 'acme', __token_issuer: 'https://acme.auth0.com/' } }", false],
  ['11.5.2', "{ overrides: { __tenant: 'acme' } }", false],
  ['14.3.0', "{ overrides: { __tenant: 'acme' } }", false],
  ['10.24.3', 'null', true],
  ['14.3.0', 'null', true],
  ['14.3.0', "'options'", true],
  ['14.3.0', 'undefined', false],
  ['14.3.0', '{ language: 7 }', true],
  ['14.3.0', "{ language: '' }", false],
  ['14.3.0', '{ closable: 7, theme: null, prefill: null, avatar: null, allowedConnections: null }', false],
];

/** Whether the constructor throws. Runs in the page. */
function throws(code) {
  const options = (0, eval)(`(${code})`);
  try {
    new window.Auth0Lock('client', 'acme.auth0.com', options);
    return false;
  } catch {
    return true;
  }
}

for (const [release, code, expected] of THROWING) {
  test(`Lock ${release} ${expected ? 'throws' : 'does not throw'} when given ${code}, and the rule says so`, async () => {
    assert.equal(await withLock(release, throws, code), expected);
    const page = `<script src="https://cdn.auth0.com/js/lock/${release}/lock.min.js"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  new Auth0Lock(config.clientID, config.auth0Domain, ${code}).show();
</script>`;
    const run = spawnSync(LOCKWRIGHT, ['check', '--select', 'throwing-option', '--output-format', 'json', '-'], { input: page, encoding: 'utf8' });
    assert.equal(run.status, expected ? 1 : 0, run.stdout + run.stderr);
  });
}
