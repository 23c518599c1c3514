// The compiled module, in browsers and wherever else a URL can be fetched.

let module;

/** @returns {Promise<WebAssembly.Module>} */
export function load() {
  module ??= WebAssembly.compileStreaming(fetch(new URL('lockwright.wasm', import.meta.url)));
  return module;
}
