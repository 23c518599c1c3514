// Says of each bundle what Lockwright finds in it, where, and what Lock is given in Chromium, before and after
// `lockwright fix` of its source.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { Tab } from '../browser/chromium.mjs';
import { TRANSACTIONS } from '../browser/transaction.mjs';
import { bundle, BUNDLERS, workshop } from './build.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LOCK = '<script src="https://cdn.auth0.com/js/lock/15.0.2/lock.min.js"></script>';
const FLAG = '__useTenantInfo: config.isThirdPartyClient';

/** A page that decodes the config and leaves the rest to a script. */
const shell = (script, lock = LOCK) => `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Log in</title></head><body><div id="root"></div>
${lock}
<script>
  window.loginConfig = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
</script>
${script}
</body></html>
`;

// Vite's bundles are modules.
const kind = (name) => (name === 'vite' || name === 'module' ? 'type="module" ' : '');

function lockwright(folder, ...args) {
  const run = spawnSync(process.env.LOCKWRIGHT, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.error) throw run.error;
  return run;
}

/** What `lockwright check` finds on a page that loads a script. */
function check(folder, name, path, lock) {
  const address = 'https://cdn.acme.example/login.js';
  writeFileSync(join(folder, 'login.html'), shell(`<script ${kind(name)}src="${address}"></script>`, lock));
  const run = lockwright(folder, 'check', '--isolated', '--script', `${address}=${path}`, '--output-format', 'json', 'login.html');
  assert.notEqual(run.status, 2, run.stderr);
  // What is known of releases is no concern of this test.
  const findings = JSON.parse(run.stdout).findings.filter((finding) => finding.group !== 'security');
  return { code: run.status, findings };
}

/** The options that Lock is given in Chromium, one for each transaction. */
async function given(tab, folder, name, path) {
  const code = readFileSync(join(folder, path), 'utf8').replaceAll('</script', '<\\/script');
  const page = Buffer.from(shell(`<script ${kind(name)}>${code}</script>`), 'utf8');
  const all = [];
  for (const { config, thirdParty } of TRANSACTIONS) {
    const { events, errors } = await tab.run(page, config);
    const constructed = events.filter((event) => event.kind === 'construct');
    assert.equal(constructed.length, 1, `${path}: ${errors.join('\n')}`);
    all.push({ options: constructed[0].args[2], thirdParty });
  }
  return all;
}

/** The place in the source that a finding names, and the same by another reader of source maps. */
function placeOf(folder, path, finding) {
  const named = /the code comes from (\S+):(\d+):(\d+)/.exec(finding.help ?? '');
  assert.ok(named, `${path}: ${finding.help}`);
  const map = new TraceMap(readFileSync(join(folder, `${path}.map`), 'utf8'));
  // Columns of reports count characters; a bundle of these sources has no character beyond UTF-16's first plane.
  const { line, column } = finding.range.start;
  let place;
  eachMapping(map, (mapping) => {
    // Of several mappings at one place the last is that of the innermost code.
    if (mapping.generatedLine === line && mapping.generatedColumn < column) place = mapping;
  });
  assert.deepEqual([Number(named[2]), Number(named[3])], [place.originalLine, place.originalColumn + 1], path);
  assert.ok(place.source.endsWith(named[1].split('/').at(-1)), `${path}: ${place.source} ${named[1]}`);
  return { file: named[1], line: place.originalLine, column: place.originalColumn };
}

/** A statement or expression of the source in which Lock is constructed begins at that place. */
function assertConstruction(folder, place) {
  const lines = readFileSync(join(folder, place.file), 'utf8').split('\n').slice(place.line - 1);
  const code = [lines[0].slice(place.column), ...lines.slice(1)].join('\n');
  const before = code.slice(0, code.indexOf('Auth0Lock('));
  assert.ok(code.includes('Auth0Lock(') && /^[\w\s.(]*$/.test(before), `${place.file}:${place.line}:${place.column}: ${code}`);
}

async function examine(tab, folder, name, minify) {
  const path = await bundle(folder, name, 'plain.js', minify);
  const { code, findings } = check(folder, name, path);
  assert.equal(code, 1, path);
  assert.deepEqual(findings.map(({ rule, path: file }) => [rule, file]), [['missing-tenant-info', path]]);
  assert.match(findings[0].unfixable, /generated/);
  assertConstruction(folder, placeOf(folder, path, findings[0]));
  for (const { options } of await given(tab, folder, name, path)) {
    assert.equal(Object.hasOwn(options, '__useTenantInfo'), false, path);
  }
}

async function examineFixed(tab, folder, name, minify) {
  const path = await bundle(folder, name, 'plain.js', minify);
  const { code, findings } = check(folder, name, path);
  assert.deepEqual([code, findings], [0, []], path);
  for (const { options, thirdParty } of await given(tab, folder, name, path)) {
    assert.equal(options.__useTenantInfo, thirdParty, path);
  }
}

/** Fixes the source, as a page that loads it through a development server. */
function fixSource(folder) {
  writeFileSync(join(folder, 'dev.html'), shell('<script type="module" src="src/plain.js"></script>'));
  const before = readFileSync(join(folder, 'src/plain.js'), 'utf8');
  const run = lockwright(folder, 'fix', '--isolated', 'dev.html');
  assert.equal(run.status, 0, run.stdout + run.stderr);
  const after = readFileSync(join(folder, 'src/plain.js'), 'utf8');
  assert.equal(after, before.replace('    theme,\n', `    theme,\n    ${FLAG},\n`));
}

/** Bundles that cannot be followed are told, each at the place that matters. */
async function examineUnfollowed(folder) {
  const react = await bundle(folder, 'esbuild', 'react.jsx', true);
  const found = check(folder, 'esbuild', react);
  assert.equal(found.code, 1, 'a bundle with React');
  const places = found.findings.filter(({ rule }) => rule === 'unresolved-options' || rule === 'missing-tenant-info');
  assert.ok(places.some(({ help }) => help?.includes('src/react.jsx:8:')), JSON.stringify(places));
  const lock = await bundle(folder, 'esbuild', 'package.js', true);
  const { code, findings } = check(folder, 'esbuild', lock, '');
  assert.equal(code, 0, 'a warning does not fail a run');
  assert.deepEqual(findings.map(({ rule, severity }) => [rule, severity]), [['unread-script', 'warning']]);
  assert.match(findings[0].help, /auth0-lock/);
}

async function main() {
  const folder = workshop(mkdtempSync(join(tmpdir(), 'lockwright-scripts-')));
  symlinkSync(join(HERE, 'node_modules'), join(folder, 'node_modules'));
  const tab = new Tab();
  let count = 0;
  try {
    for (const work of [examine, examineFixed]) {
      if (work === examineFixed) fixSource(folder);
      for (const name of Object.keys(BUNDLERS)) {
        for (const minify of [false, true]) {
          await work(tab, folder, name, minify);
          count += 1;
        }
      }
    }
    await examineUnfollowed(folder);
    count += 2;
  } finally {
    await tab.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${count} bundles are as expected`);
}

await main();
