// What a script gives to Lock, in Node and in a dozen environments.
import { Script, createContext } from 'node:vm';

/** What the tenant serves: the kind of application, and few or all fields. */
function configOf(thirdParty, full) {
  const config = {
    auth0Domain: 'acme.auth0.com',
    auth0Tenant: 'acme',
    callbackOnLocationHash: full,
    clientID: 'Zx4kQw9T1bVfR7mYc2LhN8dJs5GpAe3U',
    colors: full ? { primary: '#0a84ae' } : {},
    dict: full ? { signin: { title: 'Acme' } } : 'en',
    extraParams: {},
    internalOptions: {},
    isThirdPartyClient: thirdParty,
  };
  return full ? { ...config, prompt: 'login' } : config;
}

/** What the page does not show, one value for each `window.extN`. */
const UNKNOWN = [
  [undefined, undefined, undefined, undefined],
  [true, 1, 'text', { a: 1 }],
  [undefined, true, undefined, 'text'],
];

export const ENVIRONMENTS = [true, false].flatMap((thirdParty) =>
  [true, false].flatMap((full) => UNKNOWN.map((unknown) => ({ thirdParty, unknown, config: configOf(thirdParty, full) }))),
);

const plain = (value) => JSON.parse(JSON.stringify(value ?? null, (_, it) => (it === undefined ? { $: 'undefined' } : typeof it === 'function' ? { $: 'function' } : it)));

/** A copy that survives later changes, with inherited properties as Lock reads them. */
function snapshot(options) {
  if (typeof options !== 'object' || options === null) return options;
  const copy = {};
  for (const key in options) {
    try {
      copy[key] = plain(options[key]);
    } catch {
      copy[key] = { $: 'cycle' };
    }
  }
  return copy;
}

// What a script leaves unhandled is no error of this program.
process.on('unhandledRejection', () => {});

const turn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs a script. Gives what happened with Lock, in order, and what was thrown.
 *
 * @returns {Promise<{events: object[], threw: string[]}>}
 */
export async function run(source, { unknown, config }) {
  const events = [];
  const threw = [];
  const timers = [];
  const listeners = [];
  const attempt = (action) => {
    try {
      action();
    } catch (error) {
      threw.push(String(error?.name ?? error));
    }
  };
  const lock = (name) =>
    class {
      constructor(id, domain, options) {
        events.push({ name, id, domain, options: snapshot(options), flag: Boolean(options?.__useTenantInfo) });
      }
      show(...args) {
        events.push({ name: `${name}.show`, args: args.map(snapshot) });
        return this;
      }
      on() {
        return this;
      }
    };
  const context = createContext({
    Auth0Lock: lock('Auth0Lock'),
    Auth0LockPasswordless: lock('Auth0LockPasswordless'),
    atob: (text) => Buffer.from(text, 'base64').toString('latin1'),
    addEventListener: (type, listener) => listeners.push({ type, listener }),
    setTimeout: (callback, delay = 0) => timers.push({ callback, delay }),
    ...Object.fromEntries(unknown.map((value, index) => [`ext${index}`, value])),
  });
  new Script('var window = globalThis;').runInContext(context);
  const encoded = Buffer.from(JSON.stringify(config)).toString('base64');
  attempt(() => new Script(source.replaceAll('@@config@@', encoded)).runInContext(context, { timeout: 2_000 }));
  await turn();
  for (const type of ['DOMContentLoaded', 'load']) {
    for (const { listener } of listeners.filter((it) => it.type === type)) attempt(() => listener({ type }));
    await turn();
  }
  for (let fired = 0; timers.length > 0 && fired < 50; fired += 1) {
    timers.sort((a, b) => a.delay - b.delay);
    const { callback } = timers.shift();
    attempt(() => callback());
    await turn();
  }
  return { events, threw };
}

/** What a script gives in every environment. */
export async function truthOf(source) {
  const runs = [];
  for (const environment of ENVIRONMENTS) runs.push({ environment, ...(await run(source, environment)) });
  return runs;
}

const constructions = (runs) =>
  runs.flatMap(({ environment, events }) => events.filter(({ name }) => name === 'Auth0Lock').map((event) => ({ ...event, environment })));

/** Whether Lock is given the flag when, and only when, the application is a third party's. */
export function isReady(runs) {
  const flagged = runs.some(({ events }) => events.some(({ name, flag }) => name === 'Auth0LockPasswordless' && flag));
  return !flagged && constructions(runs).every(({ flag, environment }) => flag === environment.thirdParty);
}

/** Whether Lock is constructed at all: scripts may throw before that. */
export function isConstructed(runs) {
  return constructions(runs).length > 0;
}

/** Whether two runs give Lock the same but for the flag of `Auth0Lock`. */
export function isSameButForFlag(before, after) {
  const comparable = ({ events, threw }) =>
    JSON.stringify([
      threw,
      events.map(({ name, id, domain, options, args }) => {
        if (name !== 'Auth0Lock') return { name, id, domain, options, args };
        const { __useTenantInfo, ...rest } = options ?? {};
        return { name, id, domain, rest };
      }),
    ]);
  return before.every((run, index) => comparable(run) === comparable(after[index]));
}
