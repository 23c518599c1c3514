// The compiled module, in Node.js.

import { readFileSync } from 'node:fs';

let module;
let engine;

/** @returns {WebAssembly.Module} */
export function loadSync() {
  module ??= new WebAssembly.Module(readFileSync(new URL('lockwright.wasm', import.meta.url)));
  return module;
}

/** The engine that pages are run in. `thread` is that of `makeEngine`. */
export async function loadEngine(thread) {
  engine ??= import('./engine.js').then(({ makeEngine }) => {
    const quickjs = new WebAssembly.Module(readFileSync(new URL('quickjs.wasm', import.meta.url)));
    return makeEngine(quickjs, thread);
  });
  return engine;
}

/** @returns {Promise<WebAssembly.Module>} */
export async function load() {
  return loadSync();
}
