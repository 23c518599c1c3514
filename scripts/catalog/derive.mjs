// The options that a release of Lock reads, from the code of its package.
//
// Lock hands its options from function to function under a few names. Which functions get them is known by
// their names (READERS); which paths they read, the syntax tree says: `options.auth`, `var ref = options.auth
// || {}; ref.params`, `opts.overrides.__tenant`, `assertMaybeEnum(opts, 'usernameStyle', …)`.

import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'acorn';
import { full, simple } from 'acorn-walk';

/** Functions that are given the options, by their names, and which parameter has them. */
const READERS = [
  [/^setup$/, 'options'],
  [/^setupLock$/, 'options'],
  [/^extract\w+$/, 'options|opts'],
  [/^override(Database)?Options$/, 'opts'],
  [/^process(Database|Screen)?Options$/, 'opts|options'],
  [/^process(Social|Enterprise|Passwordless)Options$/, 'opts|options'],
  [/^init(Database|Enterprise|Passwordless|Social)$/, 'opts|options'],
  [/^setupClient$/, 'opts|options'],
  [/^didInitialize$/, 'opts|options'],
  [/^willShow$/, 'opts|options'],
  [/^warn$/, 'options'],
  [/^create$/, 'opts'],
  [/^Auth0\w*APIClient$/, 'opts'],
  [/^webAuthOverrides$/, ''],
];

/** What the clients of the API are given: the options with those of `auth` laid over them. */
const OF_AUTH = new Set([
  'audience', 'nonce', 'params', 'redirect', 'redirectUrl', 'responseMode', 'responseType', 'sso', 'state',
  'connectionScopes', 'autoParseHash',
]);

/** Names that are no options: methods of objects and arrays, and what Lock adds itself. */
const NOT_OPTIONS = new Set(['hasOwnProperty', 'toString', 'indexOf', 'map', 'reduce', 'forEach', 'merge',
  'toJS', 'filter', 'length', 'popup', 'charAt', 'slice', 'oauth2', 'toUpperCase', 'toLowerCase']);

/** Every path that a release reads, sorted. `folder` is that of the unpacked package. */
export function derive(folder) {
  const found = new Set();
  for (const file of sources(path.join(folder, 'lib'))) {
    const code = fs.readFileSync(file, 'utf8');
    let tree;
    try {
      tree = parse(code, { ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true });
    } catch {
      tree = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
    }
    full(tree, node => {
      if (/Function/.test(node.type)) readFunction(node, nameOf(node, tree), found);
    });
  }
  return [...found].sort();
}

function sources(folder) {
  const files = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== '__tests__') files.push(...sources(file));
    else if (entry.name.endsWith('.js') && !entry.name.endsWith('.test.js')) files.push(file);
  }
  return files;
}

const names = new WeakMap();

/** The name of a function: its own, or that of the variable or property it is given to. */
function nameOf(node, tree) {
  if (node.id) return node.id.name;
  if (!names.has(tree)) {
    const map = new Map();
    simple(tree, {
      VariableDeclarator: it => it.init && map.set(it.init, it.id.name),
      AssignmentExpression: it => map.set(it.right, it.left.name ?? it.left.property?.name),
      Property: it => map.set(it.value, it.key.name ?? it.key.value),
      // `{ key: 'show', value: function () {} }`, as Babel writes methods.
      ObjectExpression: it => {
        const property = name => it.properties.find(p => p.key?.name === name)?.value;
        const key = property('key')?.value;
        if (key && property('value')) map.set(property('value'), key);
      },
    });
    names.set(tree, map);
  }
  return names.get(tree).get(node);
}

function readFunction(node, name, found) {
  const reader = READERS.find(([pattern]) => name && pattern.test(name));
  if (!reader) return;
  const isClient = /APIClient$/.test(name) || name === 'create' || name === 'setupClient';
  const aliases = new Map();
  if (name === 'webAuthOverrides') {
    // Its parameter is `overrides`, taken apart in the head or in the body.
    for (const parameter of node.params) alias(aliases, parameter, ['overrides'], found);
    full(node.body, it => {
      if (it.type === 'VariableDeclarator' && /arguments|_ref/.test(it.init ? text(it.init) : '')) {
        alias(aliases, it.id, ['overrides'], found);
      }
    });
  } else {
    const wanted = new RegExp(`^(${reader[1]})$`);
    for (const parameter of node.params) {
      const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      if (target.type === 'Identifier' && wanted.test(target.name)) aliases.set(target.name, []);
    }
  }
  if (aliases.size === 0) return;
  // Aliases come before their uses in the text.
  const declarations = [];
  full(node.body, it => { if (it.type === 'VariableDeclarator' && it.init) declarations.push(it); });
  declarations.sort((a, b) => a.start - b.start);
  for (const it of declarations) {
    const at = pathOf(it.init, aliases);
    if (at) alias(aliases, it.id, at, found, isClient);
  }
  full(node.body, it => {
    const at = it.type === 'MemberExpression' && pathOf(it, aliases);
    if (at && at.length > 0) add(found, at, isClient);
    if (it.type === 'CallExpression' && /^assertMaybe/.test(it.callee.name ?? '')) {
      const [of, key] = it.arguments;
      const base = of && pathOf(of, aliases);
      if (base && typeof key?.value === 'string') add(found, [...base, key.value], isClient);
    }
  });
}

/** Notes that a variable, or what a pattern takes out, holds what is at a path. */
function alias(aliases, target, at, found, isClient) {
  if (target.type === 'Identifier') aliases.set(target.name, at);
  if (target.type === 'AssignmentPattern') alias(aliases, target.left, at, found, isClient);
  if (target.type !== 'ObjectPattern') return;
  for (const property of target.properties) {
    if (property.type !== 'Property') continue;
    const below = [...at, property.key.name ?? property.key.value];
    add(found, below, isClient);
    alias(aliases, property.value, below, found, isClient);
  }
}

/** The path of an expression below the options: `[]` for the options themselves. */
function pathOf(node, aliases) {
  switch (node?.type) {
    case 'Identifier':
      return aliases.get(node.name);
    case 'ParenthesizedExpression':
      return pathOf(node.expression, aliases);
    case 'ChainExpression':
      return pathOf(node.expression, aliases);
    case 'LogicalExpression':
      return pathOf(node.left, aliases);
    case 'MemberExpression': {
      const base = pathOf(node.object, aliases);
      const key = node.computed ? node.property.value : node.property.name;
      return base && typeof key === 'string' ? [...base, key] : undefined;
    }
    default:
      return undefined;
  }
}

function add(found, at, isClient) {
  if (at.some(key => NOT_OPTIONS.has(key)) || at.length > 3) return;
  const whole = isClient && OF_AUTH.has(at[0]) ? ['auth', ...at] : at;
  found.add(whole.join('.'));
}

function text(node) {
  return JSON.stringify(node, (key, value) => (typeof value === 'bigint' ? String(value) : value));
}
