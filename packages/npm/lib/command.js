// The command, run in this process.

import { isatty } from 'node:tty';
import { Worker } from 'node:worker_threads';

/** As large as that of the binary, and like that only used as far as it is needed. */
const STACK_MEGABYTES = 256;

/**
 * Runs the command. Gives its exit code.
 *
 * @param {string[]} words the arguments
 * @returns {Promise<number>}
 */
export function run(words) {
  const columns = { 1: width(process.stdout, 1), 2: width(process.stderr, 2) };
  const worker = new Worker(new URL('worker.js', import.meta.url), {
    workerData: { words, columns },
    resourceLimits: { stackSizeMb: STACK_MEGABYTES },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The columns of a terminal, 0 when they are not known; nothing for what is none. */
function width(stream, number) {
  return isatty(number) ? (stream.columns ?? 0) : undefined;
}
