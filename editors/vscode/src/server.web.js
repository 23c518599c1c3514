import { serve } from './server.js';

serve(
  (take) => addEventListener('message', ({ data }) => take(data)),
  (message) => postMessage(message),
);
