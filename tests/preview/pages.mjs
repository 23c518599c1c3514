// Pages whose requests are predicted and watched, each for a reason of its own.

const HEAD = (release) => `<!doctype html><html><head><title>Login</title></head><body>
<script src="https://cdn.auth0.com/js/lock/${release}/lock.min.js"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  var language;
  if (typeof config.dict === 'string') language = config.dict;
  new Auth0Lock(config.clientID, config.auth0Domain, {`;
const TAIL = `
    assetsUrl: config.assetsUrl,
    auth: { redirectUrl: config.callbackURL, responseType: 'code', params: config.internalOptions },
    languageDictionary: {}
  }).show();
</script></body></html>
`;

const FLAG = '__useTenantInfo: config.isThirdPartyClient,';
const OWN_BASE = `configurationBaseUrl: 'https://' + config.auth0Domain + '/',`;
const CLIENT_BASE = `configurationBaseUrl: config.clientConfigurationBaseUrl,
    overrides: { __tenant: config.auth0Tenant, __token_issuer: config.authorizationServer.issuer },`;

const page = (name, target, options, config = {}) => ({
  name,
  target,
  config,
  text: (release) => `${HEAD(release)}\n    ${options.join('\n    ')}${TAIL}`,
});

/**
 * @typedef {object} Page
 * @property {string} name in the table
 * @property {string} target
 * @property {object} config fields that differ from the sample's
 * @property {(release: string) => string} text
 */

/** Those that users are most likely to have. */
export const USUAL = new Set([
  'cloud: the flag alone',
  'cloud: no flag',
  'cloud: the documentation’s line for private clouds',
  'cloud: another language',
  'custom domain: the base and the tenant',
  'private cloud: the base',
]);

/** @type {Page[]} */
export const PAGES = [
  page('cloud: the flag alone', 'cloud', [FLAG]),
  page('cloud: no flag', 'cloud', []),
  page('cloud: the flag always on', 'cloud', ['__useTenantInfo: true,']),
  page('cloud: the documentation’s line for private clouds', 'cloud', [FLAG, OWN_BASE]),
  page('cloud: the base of the CDN without the tenant', 'cloud', [FLAG, `configurationBaseUrl: 'https://cdn.auth0.com/',`]),
  page('cloud: the base of the config and the tenant', 'cloud', [FLAG, CLIENT_BASE]),
  page('cloud: another language', 'cloud', [FLAG, 'language: language,'], { dict: 'es' }),
  page('cloud: no language', 'cloud', [FLAG, 'language: null,']),
  page('custom domain: the flag alone', 'custom-domain', [FLAG]),
  page('custom domain: the base and the tenant', 'custom-domain', [FLAG, CLIENT_BASE]),
  page('custom domain: the base without the tenant', 'custom-domain', [FLAG, 'configurationBaseUrl: config.clientConfigurationBaseUrl,']),
  page('private cloud: the base', 'private-cloud', [FLAG, OWN_BASE]),
  page('private cloud: no base', 'private-cloud', [FLAG]),
  page('private cloud: neither base nor flag', 'private-cloud', []),
];
