// What the recordings of a page say about it. No browser is needed here: see judge.test.mjs.
import { isDeepStrictEqual } from 'node:util';
import { isAtLeast } from './network.mjs';

/** @typedef {import('./chromium.mjs').Recording} Recording */
/** @typedef {{transaction: {name: string, thirdParty: boolean, config: object}, recording: Recording}} Run */

const UNDEFINED = { $: 'undefined' };

/**
 * What a page is, told from runs of it.
 *
 * @param {Run[]} runs
 * @returns {'ready' | 'unready' | 'passwordless' | 'none'}
 */
export function truthOf(runs) {
  const names = new Set(runs.flatMap(({ recording }) => constructions(recording).map(({ name }) => name)));
  if (names.has('Auth0Lock')) return runs.some((run) => unreadiness(run).length > 0) ? 'unready' : 'ready';
  return names.has('Auth0LockPasswordless') ? 'passwordless' : 'none';
}

/**
 * What keeps one run from serving its kind of application; empty when nothing does.
 *
 * @param {Run} run
 * @param {string} [target]
 * @returns {string[]}
 */
export function unreadiness({ transaction, recording }, target = 'cloud') {
  const complaints = [];
  for (const { name, flag, source, args } of constructions(recording)) {
    if (name !== 'Auth0Lock') {
      if (flag) complaints.push(`${name} was given the flag`);
      continue;
    }
    if (flag !== transaction.thirdParty) complaints.push(`the flag is ${flag} for ${transaction.name}`);
    if (!isAtLeast(source, leastRelease(args, target))) {
      complaints.push(`${source} cannot serve third-party applications`);
    }
    for (const [key, value] of Object.entries(targetOptions(target, transaction.config))) {
      const given = optionsOf(args)?.[key];
      if (!isDeepStrictEqual(given, value)) complaints.push(`${key} is ${JSON.stringify(given)}`);
    }
  }
  return complaints;
}

/**
 * Where a fixed page differs from the page in more than it may: the flag on Auth0Lock, the options
 * that the target asks for where there were none, what the rules that found something there mend, and
 * the release of Lock.
 *
 * @param {Run} before
 * @param {Run} after
 * @param {string} [target]
 * @param {string[]} [rules]
 * @returns {string[]}
 */
export function differences(before, after, target = 'cloud', rules = []) {
  const complaints = [];
  const { events: old } = before.recording;
  const { events: now } = after.recording;
  if (old.length !== now.length) complaints.push(`${old.length} constructions and calls became ${now.length}`);
  const allowed = targetOptions(target, before.transaction.config);
  for (let index = 0; index < Math.min(old.length, now.length); index += 1) {
    const expected = mended(comparable(old[index], allowed), rules, before.transaction.config);
    const actual = comparable(now[index], {});
    if (!isDeepStrictEqual(expected, actual)) {
      complaints.push(`${JSON.stringify(expected)} became ${JSON.stringify(actual)}`);
    }
  }
  for (const error of newOnes(before.recording.errors, after.recording.errors)) complaints.push(`new error: ${error}`);
  return complaints;
}

// What must stay as it is: everything but the flag on Auth0Lock, the URL that Lock came from, and
// the options that may be added where there are none.
function comparable({ kind, name, args }, additions) {
  if (kind !== 'construct' || name !== 'Auth0Lock') return { kind, name, args };
  const options = optionsOf(args);
  if (typeof options !== 'object') return { kind, name, args };
  const { __useTenantInfo, ...rest } = options;
  for (const [key, value] of Object.entries(additions)) {
    if (rest[key] === undefined || isDeepStrictEqual(rest[key], UNDEFINED)) rest[key] = value;
  }
  const [clientId = UNDEFINED, domain = UNDEFINED, , ...more] = args;
  return { kind, name, args: [clientId, domain, rest, ...more] };
}

/** What the fixes of rules make of options: an entry for each rule whose fixes change one. */
const MENDED = {
  'lost-transaction': ({ auth }, { internalOptions }) => auth && !auth.params && { auth: { ...auth, params: internalOptions } },
  'response-type-precedence': ({ auth }, { internalOptions, callbackOnLocationHash }) => ({
    auth: { ...auth, responseType: internalOptions.response_type || (callbackOnLocationHash ? 'token' : 'code') },
  }),
};

function mended(event, rules, config) {
  if (event.kind !== 'construct' || typeof event.args[2] !== 'object') return event;
  const [clientId, domain, options, ...more] = event.args;
  const changes = rules.map((rule) => MENDED[rule]?.(options, config));
  return { ...event, args: [clientId, domain, Object.assign({}, options, ...changes), ...more] };
}

function newOnes(before, after) {
  const left = [...before];
  return after.filter((error) => {
    const index = left.indexOf(error);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function leastRelease(args, target) {
  const options = optionsOf(args);
  if (options?.configurationBaseUrl && options.overrides?.__tenant) return [11, 8, 0];
  return target === 'cloud' ? [10, 7, 0] : [10, 7, 3];
}

function constructions({ events }) {
  return events.filter(({ kind }) => kind === 'construct');
}

// A third argument that is left out is as good as an empty object.
function optionsOf(args) {
  const options = args[2];
  return options === undefined || isDeepStrictEqual(options, UNDEFINED) ? {} : options;
}

function targetOptions(target, config) {
  switch (target) {
    case 'private-cloud':
      return { configurationBaseUrl: `https://${config.auth0Domain}/` };
    case 'custom-domain':
      return {
        configurationBaseUrl: config.clientConfigurationBaseUrl,
        overrides: { __tenant: config.auth0Tenant, __token_issuer: config.authorizationServer.issuer },
      };
    default:
      return {};
  }
}
