// The server of the desktop that has no binary: a worker of Node.js.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

const { EXTENSION } = process.env;
const PAGE = readFileSync(new URL('../../fixtures/unready/literal-trailing-comma.html', import.meta.url), 'utf8');

/** What the server says, for each kind of thing, to a client that opens one page. */
async function conversation(words, configuration) {
  const worker = new Worker(`${EXTENSION}/dist/server.node.js`);
  const post = (method, params, id) => worker.postMessage({ message: { jsonrpc: '2.0', id, method, params } });
  const core = readFileSync(`${EXTENSION}/dist/lockwright.wasm`);
  const heard = [];
  const findings = new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message) => {
      heard.push(message);
      if (message.said?.method === 'textDocument/publishDiagnostics') resolve(message.said.params.diagnostics);
    });
  });
  worker.postMessage({ core, folder: '/file/_/site', words });
  if (configuration) worker.postMessage({ path: '/file/_/site/lockwright.toml', text: configuration });
  post('initialize', { processId: null, rootUri: null, capabilities: {} }, 1);
  post('initialized', {});
  const uri = 'file:///file/_/site/login.html';
  post('textDocument/didOpen', { textDocument: { uri, languageId: 'html', version: 1, text: PAGE } });
  const rules = (await findings).map(({ code }) => code);
  await worker.terminate();
  return { rules, heard };
}

test('a page is checked', async () => {
  const { rules } = await conversation([]);
  assert.ok(rules.includes('missing-tenant-info'), rules);
});

test('arguments and configurations apply', async () => {
  const { rules } = await conversation(['--target=private-cloud']);
  assert.ok(rules.some((rule) => rule.includes('base-url')), rules);
  const configured = await conversation([], 'ignore = ["missing-tenant-info"]\n');
  assert.ok(!configured.rules.includes('missing-tenant-info'), configured.rules);
});

test('arguments that make no sense are told', async () => {
  const { heard } = await conversation(['--no-such-option']);
  assert.match(heard.find(({ refused }) => refused).refused, /unexpected argument '--no-such-option'/);
});
