import { parentPort } from 'node:worker_threads';
import { serve } from './server.js';

serve(
  (take) => parentPort.on('message', take),
  (message) => parentPort.postMessage(message),
);
