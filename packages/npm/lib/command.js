// The command, run in this process.

import { Core, Crash } from './core.js';
import { loadSync } from './module.node.js';
import { NodeHost } from './node.js';

/**
 * Runs the command. Gives its exit code.
 *
 * @param {string[]} words the arguments
 */
export function run(words) {
  const host = new NodeHost();
  try {
    return new Core(loadSync(), host).run(words);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    const message = `error: Lockwright was given up: ${error.message}\n`;
    host.print(2, new TextEncoder().encode(message));
    return 2;
  }
}
