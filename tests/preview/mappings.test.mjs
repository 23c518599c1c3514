// `--mappings` beside auth0-deploy-cli's own code.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { run } from './lockwright.mjs';

const { keywordReplace } = createRequire(import.meta.url)('auth0-deploy-cli/lib/tools/utils.js');

const CASES = [
  [{ ENV: 'prod' }, `<p title="@@ENV@@" class='@@ENV@@' id=@@ENV@@>##ENV##</p> '@@ENV@@" ###ENV### ####ENV####`],
  [{ A: ['x', 1, null, { b: [] }], N: null, T: true, F: 1.50, E: 1e21, S: -0 }, '@@A@@ ##A## @@N@@ ##N## ##T## @@F@@ ##F## @@E@@ ##E## @@S@@ ##S##'],
  [{ A: '##B## @@B@@', B: '$& $1 $$ ##A##' }, '@@A@@|##A##|@@B@@|##B##'],
  [{ config: 'x' }, `atob('@@config@@')`],
  [{ 'A.C': 'x', 'D+': 'y', '[EF]': 'z' }, '@@ABC@@ ##A.C## @@DDD@@ ##E## ##F## ##[EF]##'],
  [{ b: 1, 10: '##9##', 9: '##b##', a: '##10##' }, '##a## ##10## ##9## ##b##'],
  [{ U: '\u2028 é \u0000 "\\/ </script> \ud83d\ude00' }, '@@U@@ ##U##'],
  [{ EMPTY: '' }, `a##EMPTY##b '@@EMPTY@@'`],
  [{}, '@@A@@ ##A##'],
];

/** Cases made of parts that can come together in odd ways. */
function random(seed) {
  let state = seed;
  const next = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const parts = ['@@', '##', '@', '#', 'A', 'B', 'C', "'", '"', ' ', '@@A@@', '##B##', '"@@C@@"', "'@@B@@'", '.'];
  const text = (length) => Array.from({ length }, () => parts[next(parts.length)]).join('');
  const value = () => [text(4), next(100) / 8, [text(2), null], { [text(1)]: text(2) }, null, false][next(6)];
  return [{ A: value(), B: value(), C: value() }, text(30)];
}

test('keywords are replaced as auth0-deploy-cli replaces them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockwright-mappings-'));
  const file = join(folder, 'mappings.json');
  try {
    const cases = [...CASES, ...Array.from({ length: 80 }, (_, index) => random(index + 1))];
    for (const [mappings, page] of cases) {
      writeFileSync(file, JSON.stringify(mappings));
      const { code, stdout, stderr } = await run(['compile', '--isolated', '--mappings', file, '-'], page);
      const expected = keywordReplace(page, JSON.parse(JSON.stringify(mappings)));
      assert.equal(code, 0, stderr);
      assert.equal(stdout, expected, JSON.stringify({ mappings, page }));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what the tool fails on is refused', async () => {
  assert.throws(() => keywordReplace('x', { 'A(': 1 }), SyntaxError);
  const folder = mkdtempSync(join(tmpdir(), 'lockwright-mappings-'));
  const file = join(folder, 'mappings.json');
  writeFileSync(file, '{"A(": 1}');
  const { code, stderr } = await run(['compile', '--isolated', '--mappings', file, '-'], 'x');
  rmSync(folder, { recursive: true, force: true });
  assert.equal(code, 2);
  assert.match(stderr, /mappings\.json:1:2: the key `A\(` is not a valid regular expression/);
});
