// The compiled module, which the page hands to its worker as text: it may not fetch anything.

let give;
const module = new Promise((resolve) => (give = resolve));

/** Takes the module, compressed with gzip and written in base64. */
export async function provide(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  give(WebAssembly.compile(await new Response(stream).arrayBuffer()));
}

/** @returns {Promise<WebAssembly.Module>} */
export function load() {
  return module;
}
