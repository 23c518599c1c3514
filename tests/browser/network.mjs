// All the network there is: what a page asks for is answered from here or refused.
import { readFileSync } from 'node:fs';

const LIBRARIES = readFileSync(new URL('libraries.js', import.meta.url), 'utf8');

const LOCK = /\/lock\/([^/]+)\/lock(?:\.min)?\.js|\/lock(?:-(\d[\w.-]*?))?(?:\.min)?\.js|auth0-lock/i;
// What documentation prints where a release goes. No such file is to be had.
const STAND_IN = /^\d+(\.\d+)*\.[xy]/i;
const LEGACY_PASSWORDLESS = /lock-passwordless/i;
const LEGACY_WIDGET = /auth0-widget/i;
const KNOWN_LIBRARY = /jquery|lodash|underscore|angular|auth0(?:\.min)?\.js|\/auth0\//i;
const POLYFILL = /polyfill|es5-shim|base64|ie8|html5shiv|respond|object-assign|modernizr/i;

/**
 * The body with which a script's URL is answered, or undefined when nobody is there.
 *
 * @param {string} url
 * @returns {string | undefined}
 */
export function scriptFor(url) {
  if (LEGACY_PASSWORDLESS.test(url)) return lockStandIn(url, { passwordless: true, lenient: true });
  if (LEGACY_WIDGET.test(url)) return lockStandIn(url, { lock: false, lenient: true });
  const lock = LOCK.exec(url);
  if (lock && !STAND_IN.test(lock[1] ?? '')) return lockStandIn(url, globalsOf(lock[1] ?? lock[2]));
  if (KNOWN_LIBRARY.test(url)) return LIBRARIES;
  return POLYFILL.test(url) ? '' : undefined;
}

// Auth0LockPasswordless is part of Lock from 11.2.0 on. A URL that does not name a release is taken
// to bring a recent one.
function globalsOf(version) {
  const [major, minor] = (version ?? '').split('.').map(Number);
  if (Number.isNaN(major) || version === undefined) return { lock: true, passwordless: true };
  return {
    lock: true,
    passwordless: major > 11 || (major === 11 && !(minor < 2)),
    lenient: major < 10,
  };
}

function lockStandIn(url, provided) {
  return `window[Symbol.for('lockwright')].provideLock(${JSON.stringify(url)}, ${JSON.stringify(provided)});`;
}

/**
 * Whether the release that a script's URL or banner names is at least the one given and no release
 * that does not run on hosted pages (11.0 and 11.1). True for a URL that does not say; a URL without
 * a patch or minor number brings the newest.
 *
 * @param {string} source
 * @param {number[]} least major, minor and patch number
 * @returns {boolean}
 */
export function isAtLeast(source, least) {
  const match = /(?:^|\/lock\/|\/lock-)(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(source);
  if (!match) return true;
  const release = match.slice(1).map((part) => (part === undefined ? Infinity : Number(part)));
  if (release[0] === 11 && release[1] < 2) return false;
  const first = release.findIndex((part, index) => part !== least[index]);
  return first < 0 || release[first] > least[first];
}
