// The compiled module, in browsers and wherever else a URL can be fetched.

let module;
let engine;

/** @returns {Promise<WebAssembly.Module>} */
export function load() {
  module ??= WebAssembly.compileStreaming(fetch(new URL('lockwright.wasm', import.meta.url)));
  return module;
}

/** The engine that pages are run in. */
export function loadEngine() {
  engine ??= Promise.all([
    import('./engine.js'),
    WebAssembly.compileStreaming(fetch(new URL('quickjs.wasm', import.meta.url))),
  ]).then(([{ makeEngine }, quickjs]) => makeEngine(quickjs));
  return engine;
}
