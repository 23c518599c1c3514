// The compiled module, in Node.js.

import { readFileSync } from 'node:fs';

let module;

/** @returns {WebAssembly.Module} */
export function loadSync() {
  module ??= new WebAssembly.Module(readFileSync(new URL('lockwright.wasm', import.meta.url)));
  return module;
}

/** @returns {Promise<WebAssembly.Module>} */
export async function load() {
  return loadSync();
}
