// The tools that sources go through before they are served, each as it is commonly set up.
import babel from '@babel/core';
import esbuild from 'esbuild';
import { minify } from 'terser';
import typescript from 'typescript';

const asClassicScript = { format: 'iife', charset: 'utf8' };

export const COMPILERS = {
  none: (source) => source,
  'babel for old browsers': (source) =>
    babel.transformSync(source, {
      configFile: false,
      babelrc: false,
      sourceType: 'script',
      presets: [['@babel/preset-env', { targets: 'ie 11', modules: false }]],
    }).code,
  'typescript to ES5': (source) =>
    typescript.transpileModule(source, {
      compilerOptions: { target: typescript.ScriptTarget.ES5, downlevelIteration: true, module: typescript.ModuleKind.None, alwaysStrict: false },
    }).outputText,
  'esbuild, minified': (source) => esbuild.transformSync(source, { ...asClassicScript, minify: true, target: 'es2017' }).code,
  'esbuild to ES2015': (source) => esbuild.transformSync(source, { ...asClassicScript, target: 'es2015' }).code,
  terser: async (source) => (await minify(source, { compress: { passes: 2 }, mangle: { toplevel: true } })).code,
};
