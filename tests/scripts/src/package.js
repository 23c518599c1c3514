import { Auth0Lock } from 'auth0-lock';
import { readConfig } from './config.js';
import { show, theme } from './theme.js';

const config = readConfig();

show(new Auth0Lock(config.clientID, config.auth0Domain, { theme }));
