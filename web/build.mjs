// Makes the playground one file: index.html with its style, scripts and WebAssembly inside, and a policy that allows
// these very scripts and nothing from a network.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const [modulePath, folder, docs = '../'] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function bundle(entry, format) {
  const result = await build({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    alias: { '#module': here('src/module.js') },
  });
  // An end tag would end the element that the script stands in.
  return result.outputFiles[0].text.replaceAll('</script', '<\\/script').trim();
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const script = await bundle('src/main.js', 'esm');
const worker = await bundle('src/worker.js', 'iife');
const style = readFileSync(here('src/style.css'), 'utf8');
const core = gzipSync(readFileSync(modulePath), { level: 9 }).toString('base64');
const csp = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  'worker-src blob:',
  'img-src data:',
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

const parts = { csp, style, script, worker, core, docs };
const template = readFileSync(here('src/index.html'), 'utf8');
const page = template.replace(/@(csp|style|script|worker|core|docs)@/g, (_, name) => parts[name]);
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/index.html`, page);
