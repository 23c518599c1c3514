import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { readConfig } from './config.js';
import { theme } from './theme.js';

function Login({ config }) {
  useEffect(() => {
    const lock = new window.Auth0Lock(config.clientID, config.auth0Domain, { theme });
    lock.show();
    return () => lock.hide();
  }, [config]);
  return <main id="login" />;
}

createRoot(document.getElementById('root')).render(<Login config={readConfig()} />);
