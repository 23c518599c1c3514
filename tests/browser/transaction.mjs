// What a tenant puts into a login page: the config of one transaction, and keywords' values.

export const ORIGIN = 'https://acme.eu.auth0.com';

/**
 * The config objects that every page is run with: both kinds of application, each once with all the
 * optional fields of a transaction and once with few of them, so that both sides of the usual
 * conditions are taken.
 */
export const TRANSACTIONS = [true, false].flatMap((thirdParty) => [
  { name: `${kindName(thirdParty)}, full config`, thirdParty, config: fullConfig(thirdParty) },
  { name: `${kindName(thirdParty)}, sparse config`, thirdParty, config: sparseConfig(thirdParty) },
]);

function kindName(thirdParty) {
  return thirdParty ? 'third-party' : 'first-party';
}

function sparseConfig(isThirdPartyClient) {
  return {
    assetsUrl: '',
    auth0Domain: 'acme.eu.auth0.com',
    auth0Tenant: 'acme',
    authorizationServer: { url: 'https://acme.eu.auth0.com', issuer: 'https://acme.eu.auth0.com/' },
    callbackOnLocationHash: false,
    callbackURL: 'https://app.example.com/callback',
    cdn: 'https://cdn.eu.auth0.com/',
    clientConfigurationBaseUrl: 'https://cdn.eu.auth0.com/',
    clientID: 'Zx4kQw9T1bVfR7mYc2LhN8dJs5GpAe3U',
    colors: {},
    dict: 'ja',
    extraParams: {},
    internalOptions: { protocol: 'oauth2', scope: 'openid', _csrf: 'd41d8cd9', _intstate: 'deprecated', state: 'hKFo2SBr' },
    isThirdPartyClient,
    widgetUrl: 'https://cdn.auth0.com/w2/auth0-widget-5.1.min.js',
  };
}

function fullConfig(isThirdPartyClient) {
  const login = {
    audience: 'https://api.example.com/',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    connection: 'Username-Password-Authentication',
    leeway: 60,
    login_hint: 'zoë@example.com',
    nonce: 'n-0S6_WzA2Mj',
    response_mode: 'query',
    response_type: 'code',
    screen_hint: 'signup',
    ui_locales: 'fr de',
  };
  const sparse = sparseConfig(isThirdPartyClient);
  return {
    ...sparse,
    callbackOnLocationHash: true,
    colors: { page_background: '#f4f4f0', primary: '#0a84ae' },
    connection: 'Username-Password-Authentication',
    dict: { signin: { title: 'Café Zürich — ログイン ✓' } },
    extraParams: { ...sparse.internalOptions, ...login, mode: 'signUp' },
    icon: 'https://app.example.com/logo.png',
    internalOptions: { ...sparse.internalOptions, ...login },
    languageBaseUrl: 'https://cdn.auth0.com',
    prompt: 'login',
  };
}

/**
 * The page as the tenant serves it: `@@config@@` replaced. The keywords of deployment tools, which
 * are replaced before a page reaches its tenant, are given values too: an empty object in base64
 * where a keyword is a whole string, since such pages decode it like the config. Scripts that old
 * pages ask for over plain HTTP, which today's browsers refuse, are asked for over HTTPS.
 *
 * @param {Buffer} page
 * @param {object} config
 * @returns {Buffer}
 */
export function serve(page, config) {
  const encoded = Buffer.from(JSON.stringify(config), 'utf8').toString('base64');
  const text = page
    .toString('latin1')
    .replaceAll('@@config@@', encoded)
    .replace(/(\ssrc\s*=\s*["']?\s*)http:\/\//gi, '$1https://')
    .replace(/(?<=['"])@@\w+@@(?=['"])/g, 'e30=')
    .replace(/(?<!['"\w/])@@(\w+)@@(?!['"\w])/g, (_, keyword) => JSON.stringify(`value of ${keyword}`))
    .replace(/##(\w+)##/g, (_, keyword) => `value-of-${keyword}`);
  return Buffer.from(text, 'latin1');
}
