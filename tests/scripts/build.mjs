// The bundles: of each entry, made by each bundler, with and without minification.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

function npx(folder, command, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(HERE, 'node_modules/.bin', command), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (told += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${told}`))));
  });
}

async function esbuild(folder, entry, { minify, out }) {
  const args = [`src/${entry}`, '--bundle', '--sourcemap', `--outfile=${out}`, '--jsx=automatic', '--log-level=error'];
  args.push('--define:process.env.NODE_ENV="production"');
  await npx(folder, 'esbuild', ...args, ...(minify ? ['--minify'] : []));
}

async function rollup(folder, entry, { minify, out }) {
  const plugins = minify ? ['-p', '@rollup/plugin-terser'] : [];
  await npx(folder, 'rollup', `src/${entry}`, '--file', out, '--format', 'iife', '--sourcemap', '--silent', ...plugins);
}

async function webpack(folder, entry, { minify, out }) {
  const mode = ['--mode', minify ? 'production' : 'development', '--devtool', 'source-map'];
  await npx(folder, 'webpack', '--entry', `./src/${entry}`, ...mode, '-o', 'dist', '--output-filename', out.replace('dist/', ''));
}

async function vite(folder, entry, { minify, out }) {
  const config = {
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      sourcemap: true,
      minify,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(folder, 'src', entry), output: { entryFileNames: out.replace('dist/', '') } },
    },
  };
  const { build } = await import('vite');
  await build(config);
}

async function parcel(folder, entry, { minify, out }) {
  const optimize = minify ? [] : ['--no-optimize'];
  const target = { dist: { distDir: 'dist', outputFormat: 'global', sourceMap: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dist: out, targets: target }));
  await npx(folder, 'parcel', 'build', `src/${entry}`, '--target', 'dist', '--no-cache', ...optimize);
}

export const BUNDLERS = { esbuild, rollup, webpack, vite, parcel };

/** A folder of its own with the sources. */
export function workshop(path) {
  mkdirSync(join(path, 'dist'), { recursive: true });
  cpSync(join(HERE, 'src'), join(path, 'src'), { recursive: true });
  writeFileSync(join(path, 'package.json'), '{ "private": true, "type": "module" }');
  return path;
}

/** Makes a bundle, and gives its path in the folder. */
export async function bundle(folder, name, entry, minify) {
  const out = `dist/${name}-${minify ? 'min' : 'plain'}.js`;
  await BUNDLERS[name](folder, entry, { minify, out });
  return out;
}
