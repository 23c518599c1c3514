import { readConfig } from './config.js';
import { show, theme } from './theme.js';

const config = readConfig();

show(
  new window.Auth0Lock(config.clientID, config.auth0Domain, {
    auth: { redirectUrl: config.callbackURL, params: config.internalOptions },
    closable: false,
    theme,
  }),
);
