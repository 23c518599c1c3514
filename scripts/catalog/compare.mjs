// Compares what releases of Lock read with what the catalog says.

import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { derive } from './derive.mjs';

const [cache, ...wanted] = process.argv.slice(2);
const catalog = JSON.parse(fs.readFileSync(path.join(cache, 'catalog.json'), 'utf8'));

/** Options that are read where no function of a known name does it. */
const READ_ELSEWHERE = new Set([
  // Handed on as a whole, to the engine, to auth0.js, to a field.
  'additionalSignUpFields', 'avatar.displayName', 'avatar.url', 'hooks.loggingIn', 'hooks.signingUp', 'prefill.email',
  'prefill.phoneNumber', 'prefill.username', 'auth.params.nonce', 'auth.params.scope', 'auth.params.state',
  'theme.authButtons', 'overrides.__jwks_uri', 'overrides.__tenant', 'overrides.__token_issuer',
  'overrides.__useCrossAuth', '_telemetryInfo', 'popupOptions', 'leeway', 'plugins',
]);

/** Paths that functions of a known name read of something else than the options. */
const NO_OPTIONS = new Set(['i18n', 'mergeDeep', 'username', 'email', 'connection']);

const order = text => text.split(/[.-]/).slice(0, 3).map(Number);
const compare = (a, b) => order(a).map((n, i) => n - order(b)[i]).find(n => n !== 0) ?? 0;
const isWithin = (release, { since, last }) =>
  since !== null && compare(release, since) >= 0 && (last === null || compare(release, last) <= 0);

function published() {
  const versions = JSON.parse(execFileSync('npm', ['view', 'auth0-lock', 'versions', '--json'], { encoding: 'utf8' }));
  return versions.filter(version => !version.includes('-') && order(version)[0] >= 10);
}

function chosen() {
  const all = published();
  const known = new Set(catalog.releases.map(release => release.version));
  const unknown = all.filter(version => !known.has(version));
  if (unknown.length > 0) report(`the catalog does not know the releases ${unknown.join(', ')}`);
  if (wanted.includes('--all')) return all;
  if (wanted.length > 0) return wanted;
  const newest = new Map(all.map(version => [order(version).slice(0, 2).join('.'), version]));
  return [...newest.values()];
}

function unpacked(version) {
  const folder = path.join(cache, version);
  if (!fs.existsSync(path.join(folder, 'package'))) {
    fs.mkdirSync(folder, { recursive: true });
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, `auth0-lock@${version}`], { encoding: 'utf8' });
    execFileSync('tar', ['xzf', path.join(folder, packed.trim().split('\n').pop()), '-C', folder]);
  }
  return path.join(folder, 'package');
}

let differences = 0;
function report(message) {
  differences += 1;
  console.log(message);
}

const options = catalog.options.filter(option => !/Lock 9/.test(option.read_by) && !/[[*]/.test(option.path));
const byPath = new Map(options.map(option => [option.path, option]));
const releases = chosen();
for (const version of releases) {
  const read = new Set(derive(unpacked(version)));
  for (const option of options) {
    const isSaid = isWithin(version, option) && option.read_by !== 'show()' && option.read_by !== 'no release';
    if (isSaid && !read.has(option.path) && !READ_ELSEWHERE.has(option.path)) {
      report(`${version}: the catalog says that \`${option.path}\` is read, and no read of it was found`);
    }
    if (!isSaid && option.read_by === 'both constructors' && read.has(option.path) && !isWithin(version, option)) {
      report(`${version}: \`${option.path}\` is read, and the catalog says ${option.since} to ${option.last ?? 'now'}`);
    }
  }
  for (const found of read) {
    if (!byPath.has(found) && !NO_OPTIONS.has(found.split('.')[0]) && !isOpen(found)) {
      report(`${version}: \`${found}\` is read, and the catalog does not have it`);
    }
  }
}
console.log(`${releases.length} releases compared, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;

/** Whether a path lies in an object with any keys. */
function isOpen(found) {
  return ['auth.params.', 'avatar.', 'flashMessage.', 'languageDictionary.', 'popupOptions.', '_telemetryInfo.']
    .some(start => found.startsWith(start));
}
