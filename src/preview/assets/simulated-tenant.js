// The tenant, as far as a login page can see it. Pure: what comes in decides what comes out.
//
// What a real tenant does not serve is refused here too, so that a page that asks the wrong address
// fails in the preview as it would fail for its users.
'use strict';

const SimulatedTenant = (() => {
  /** The password that is always wrong, so that the error can be looked at. */
  const WRONG_PASSWORD = 'wrong';

  const CDN = /^cdn(\.[a-z0-9-]+)?\.auth0\.com$/;
  const SCRIPT = /^\/+(?:client\/([^/]+)|tenants\/v1\/([^/]+)|info-v1)\.js$/;
  /** What Lock appends to the addresses of scripts, against caches. */
  const AGAINST_CACHES = /^\?t\d+$/;
  const API = /^\/+(usernamepassword|co|dbconnections|passwordless|oauth|user|userinfo|login|authorize|tokeninfo|delegation|mfa|v2|samlp|wsfed|u|\.well-known)(\/|$)/;

  /**
   * @typedef {object} Asked a request of the page
   * @property {URL} url
   * @property {string} method
   * @property {string} body
   * @property {boolean} isScript whether a script element asks
   *
   * @typedef {object} Situation
   * @property {'first-party' | 'third-party'} kind
   * @property {{target: string, name: string, domain: string, assets: string}} site
   * @property {{connections: object[]}} tenant
   * @property {string} base the path of the frame
   *
   * @typedef {object} Answer
   * @property {number} status
   * @property {string} type
   * @property {string} body
   * @property {string} [what] "connections" when it is the script that tells Lock of them
   * @property {string[]} [connections] their names
   * @property {string} note what happened, for the workbench
   */

  /**
   * The tenant's answer; undefined when the request is none of its business.
   *
   * @param {Asked} asked
   * @param {Situation} situation
   * @returns {Answer | undefined}
   */
  function answer(asked, situation) {
    const script = connectionsScript(asked, situation);
    if (script) return script;
    if (!isTenantHost(asked.url, situation.site) && !(asked.method !== 'GET' && API.test(asked.url.pathname))) {
      return undefined;
    }
    const answered = api(asked, situation);
    return asked.isScript ? asJsonp(answered, asked.url) : answered;
  }

  function isTenantHost({ hostname }, site) {
    return hostname === site.domain || (hostname.endsWith('.auth0.com') && !CDN.test(hostname));
  }

  // ---- The scripts that tell Lock which connections there are ------------------------------------

  function connectionsScript({ url, isScript }, situation) {
    const { site } = situation;
    const assets = site.assets === '' ? undefined : new URL(site.assets);
    const isAssets = assets !== undefined && url.origin === assets.origin;
    const isCloud = url.hostname.endsWith('.auth0.com');
    const match = SCRIPT.exec(url.pathname);
    if (!match) {
      // A base that is taken for the script itself.
      const isBase = isScript && AGAINST_CACHES.test(url.search) && (url.pathname.length <= 1 || url.pathname === '/.js');
      // Lock 10.5 appends `.js` to it, and so makes another host of one that does not end in a slash.
      const isEarly = [site.domain, assets?.hostname].some((host) => url.hostname === `${host}.js`);
      return isBase && (isAssets || isCloud || isEarly || isTenantHost(url, site)) ? refused(403, 'no script at this address') : undefined;
    }
    if (!isCloud && !isAssets && !isTenantHost(url, site) && !AGAINST_CACHES.test(url.search)) return undefined;
    const [, clientId, tenantName] = match;
    if (clientId !== undefined) return clientScript(decodeURIComponent(clientId), situation);
    if (tenantName !== undefined) {
      return isCloud ? tenantScript(situation) : refused(404, 'only auth0.com has tenants/v1');
    }
    return isCloud || isAssets ? refused(403, 'info-v1.js is on custom domains and private clouds only') : tenantScript(situation);
  }

  function refused(status, note) {
    return { status, type: 'text/plain', body: note, what: 'connections', connections: [], note };
  }

  function script(code, connections, note) {
    const names = connections.map(({ name }) => name);
    return { status: 200, type: 'text/javascript', body: code, what: 'connections', connections: names, note };
  }

  function clientScript(id, { kind, site, tenant }) {
    // A third-party application has no connections of its own.
    const connections = kind === 'first-party' ? tenant.connections : [];
    const strategies = [...new Set(connections.map(({ strategy }) => strategy))].map((name) => ({
      name,
      connections: connections.filter(({ strategy }) => strategy === name).map(clientConnection),
    }));
    const client = { id, tenant: site.name, subscription: 'enterprise', strategies };
    const note = kind === 'first-party' ? "the application's connections" : 'no connections: the application is not the tenant’s own';
    return script(`Auth0.setClient(${JSON.stringify(client)});`, connections, note);
  }

  function clientConnection({ name, display_name, type }) {
    const connection = { name };
    if (display_name) connection.display_name = display_name;
    if (type === 'database') Object.assign(connection, { showSignup: true, showForgot: true, requires_username: false, passwordPolicy: 'fair' });
    if (type === 'enterprise') connection.domain = domainOf(name);
    return connection;
  }

  function tenantScript({ tenant }) {
    const connections = tenant.connections.filter(({ is_domain_connection }) => is_domain_connection);
    const ofType = (wanted) => connections.filter(({ type }) => type === wanted);
    const database = ofType('database').map(({ name, strategy }) => (
      { name, strategy, allowSignup: true, allowForgot: true, requiresUsername: false, validation: { passwordPolicy: 'fair' } }
    ));
    const plain = ({ name, strategy }) => ({ name, strategy });
    const info = {
      connections: {
        database,
        social: ofType('social').map(plain),
        enterprise: ofType('enterprise').map((it) => ({ ...plain(it), domains: [domainOf(it.name)] })),
        passwordless: ofType('passwordless').map(plain),
      },
      clientsConnections: {},
      defaultDirectory: null,
    };
    return script(`Auth0.setTenant(${JSON.stringify(info)});`, connections, "the tenant's domain connections");
  }

  /** The mail domain of an enterprise connection, which Lock finds it by. */
  function domainOf(name) {
    return `${name.toLowerCase().replace(/[^a-z0-9-]/g, '-')}.example`;
  }

  // ---- Logins and everything else ---------------------------------------------------------------

  const json = (status, value, note) => ({ status, type: 'application/json', body: JSON.stringify(value), note });

  function api({ url, method, body }, situation) {
    const path = url.pathname.replace(/\/+/g, '/').replace(/\/$/, '');
    const given = fields(body);
    if (path.endsWith('/challenge')) return json(200, { required: false }, 'no captcha');
    switch (path) {
      case '/user/ssodata':
        return json(200, { sso: false }, 'no earlier session');
      case '/usernamepassword/login':
        return logIn(given, situation);
      case '/co/authenticate':
        return (
          rejection(given.realm ?? given.connection, given.password, situation)
          ?? json(200, { login_ticket: 'simulated', co_verifier: 'simulated', co_id: 'simulated' }, 'login accepted')
        );
      case '/dbconnections/signup':
        return json(200, { _id: 'simulated', email: given.email ?? '', email_verified: false }, 'sign-up accepted');
      case '/dbconnections/change_password':
        return { status: 200, type: 'text/html', body: "We've just sent you an email to reset your password.", note: 'no email was sent' };
      case '/passwordless/start':
        return json(200, { _id: 'simulated', email: given.email, phone_number: given.phone_number }, 'no code was sent');
      case '/passwordless/verify':
        return { status: 200, type: 'text/html', body: 'OK', note: 'code accepted' };
      case '/authorize':
        return authorize(url);
      case '/userinfo':
        return json(200, { sub: 'auth0|simulated', name: 'Sample User' }, 'a sample user');
      default:
        return json(404, { statusCode: 404, error: 'Not Found', message: 'The simulated tenant has nothing there.' }, method === 'GET' ? 'nothing there' : 'not simulated; nothing was sent');
    }
  }

  /** auth0.js asks in a hidden frame whether there is a session, and waits for the message. */
  function authorize({ searchParams }) {
    if (searchParams.get('response_mode') !== 'web_message') return json(404, {}, 'nothing there');
    const response = { error: 'login_required', error_description: 'Login required', state: searchParams.get('state') };
    const message = JSON.stringify({ type: 'authorization_response', response }).replace(/</g, '\\u003c');
    return { status: 200, type: 'text/html', body: `<script>parent.postMessage(${message}, '*')</script>`, note: 'no earlier session' };
  }

  function logIn(given, situation) {
    const wrong = rejection(given.connection, given.password, situation);
    if (wrong) return wrong;
    // Lock puts this form into the page and sends it.
    const action = `${situation.base}~/signed-in`;
    const form = `<form method="post" name="hiddenform" action="${escape(action)}">`
      + `<input type="hidden" name="wa" value="wsignin1.0"><input type="hidden" name="wresult" value="simulated">`
      + `<input type="hidden" name="wctx" value="${escape(given.connection ?? '')}"></form>`;
    return { status: 200, type: 'text/html', body: form, note: 'login accepted' };
  }

  /** Why a login fails; undefined when it does not. */
  function rejection(name, password, { kind, tenant }) {
    const connection = tenant.connections.find((it) => it.name === name);
    if (name && connection && kind === 'third-party' && !connection.is_domain_connection) {
      const description = `The connection ${name} is not a domain connection.`;
      return json(403, { code: 'unauthorized', name: 'Unauthorized', description, statusCode: 403 }, 'not a domain connection');
    }
    if (password !== WRONG_PASSWORD) return undefined;
    return json(
      401,
      { code: 'invalid_user_password', name: 'ValidationError', description: 'Wrong email or password.', error: 'access_denied', error_description: 'Wrong email or password.', statusCode: 401 },
      'wrong password',
    );
  }

  function fields(body) {
    try {
      const value = JSON.parse(body);
      if (typeof value === 'object' && value !== null) return value;
    } catch {
      // A form, then.
    }
    return Object.fromEntries(new URLSearchParams(body));
  }

  function asJsonp(answered, url) {
    const callback = url.searchParams.get('callback') ?? url.searchParams.get('cbx') ?? '';
    if (!/^[\w$.]+$/.test(callback) || answered.type !== 'application/json') return answered;
    return { ...answered, status: 200, type: 'text/javascript', body: `${callback}(${answered.body});` };
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  }

  return { answer, escape };
})();

// The worker has it as a script; the tests read it as a module.
if (typeof module !== 'undefined') module.exports = SimulatedTenant;
