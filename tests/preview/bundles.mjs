// Lock's npm packages have no bundle for browsers; this makes them, as the library's own build does, from
// lib/browser.js.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, version as bundler } from 'esbuild';
import { compare } from './releases.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = `${HERE}node_modules/.cache/bundles-${bundler}-1`;

// The package says that its files are modules, and these are none: taken for modules, they export nothing.
const auth0js = {
  name: 'auth0-js',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]auth0-js[\\/](dist[\\/][^\\/]*|src[\\/]version)\.js$/ }, ({ path }) => ({
      contents: `var module = { exports: {} }, exports = module.exports;
(function (define) {${readFileSync(path, 'utf8')}
}).call(exports);
export default module.exports;`,
    }));
  },
};

// Releases before 10.24 take any React from 15 on and run with 15 alone.
const react15 = {
  name: 'react-15',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^react(-dom)?(\/|$)/ }, ({ path, kind, pluginData }) => {
      if (pluginData === 'resolved') return undefined;
      const renamed = path.replace(/^react(-dom)?/, 'react$1-15');
      return resolve(renamed, { kind, resolveDir: HERE, pluginData: 'resolved' });
    });
  },
};

const made = new Map();

/** The path of a release's bundle, which is made when it is not there. */
export function bundle(release) {
  if (!made.has(release)) made.set(release, make(release));
  return made.get(release);
}

async function make(release) {
  const path = `${CACHE}/lock-${release}.js`;
  if (existsSync(path)) return path;
  await mkdir(CACHE, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await build({
    stdin: { contents: `require('lock-${release}/lib/browser.js')`, resolveDir: HERE },
    bundle: true,
    minify: true,
    format: 'iife',
    outfile: unfinished,
    mainFields: ['browser', 'main'],
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    inject: [`${HERE}process.mjs`],
    plugins: compare(release, '10.24.0') < 0 ? [react15, auth0js] : [auth0js],
    logLevel: 'error',
  });
  await rename(unfinished, path);
  return path;
}
