// The command on a thread of its own: the main one has a stack of 1 MB, which code that is nested deep would overflow.

import { parentPort, workerData } from 'node:worker_threads';
import { Core, Crash } from './core.js';
import { loadSync } from './module.node.js';
import { NodeHost } from './node.js';

const host = new NodeHost(workerData.columns);
let code;
try {
  code = new Core(loadSync(), host, { roomy: true }).run(workerData.words);
} catch (error) {
  if (!(error instanceof Crash)) throw error;
  host.print(2, new TextEncoder().encode(`error: Lockwright was given up: ${error.message}\n`));
  code = 2;
}
parentPort.postMessage(code);
