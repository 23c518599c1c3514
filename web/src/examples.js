// Pages to begin with.

const HEAD = `<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <title>Sign in</title>
</head>
<body>
  <script src="https://cdn.auth0.com/js/lock/11.30/lock.min.js"></script>
  <script>
    var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
`;
const TAIL = `    lock.show();
  </script>
</body>
</html>
`;

export const EXAMPLES = [
  {
    title: 'Without the flag',
    page: `${HEAD}    config.extraParams = config.extraParams || {};
    var prompt = config.prompt;

    var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
      auth: {
        redirectUrl: config.callbackURL,
        responseType: (config.internalOptions || {}).response_type || 'token',
        params: config.internalOptions
      },
      rememberLastLogin: !prompt,
      closable: false
    });
${TAIL}`,
  },
  {
    title: 'A flag of the wrong value',
    page: `${HEAD}    var options = { closable: false };
    if (config.dict) {
      options.languageDictionary = config.dict;
    }
    options.__useTenantInfo = true;
    var lock = new Auth0Lock(config.clientID, config.auth0Domain, options);
${TAIL}`,
  },
  {
    title: 'On a private cloud',
    target: 'private-cloud',
    page: `${HEAD}    var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
      closable: false,
      __useTenantInfo: config.isThirdPartyClient
    });
${TAIL}`,
  },
  {
    title: 'An old release of Lock',
    page: `${HEAD.replace('11.30', '11.3.0')}    var lock = new Auth0Lock(config.clientID, config.auth0Domain, { closable: false });
${TAIL}`,
  },
  {
    title: 'Ready',
    page: `${HEAD}    var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
      closable: false,
      __useTenantInfo: config.isThirdPartyClient
    });
${TAIL}`,
  },
];
