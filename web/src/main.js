// The page around the editor: takes a login page in, shows what the worker says of it, gives it out again.

import { createEditor } from './editor.js';
import { EXAMPLES } from './examples.js';
import { showChange, showFindings, showLock, showSummary } from './show.js';
import { fromFragment, toFragment } from './share.js';
import { Work } from './work.js';
import { marked } from 'marked';
import { applyEdits } from '../../packages/npm/lib/offsets.js';

const PATIENCE = 150; // milliseconds without a key before a page is looked at
const get = (id) => document.getElementById(id);

const work = new Work(get('worker').textContent, get('core').textContent);
const target = get('target');
let shown = { page: '', findings: [] };
let timer;

const editor = createEditor(get('editor'), () => {
  clearTimeout(timer);
  timer = setTimeout(look, PATIENCE);
});

/** Has the page judged, and shows what came of it unless the page has changed since. */
async function look() {
  document.body.dataset.state = 'waiting';
  const page = editor.text();
  const outcome = await work.judge(page, target.value);
  if (!outcome || page !== editor.text()) return;
  document.body.dataset.state = 'done';
  if (outcome.error) {
    showSummary(get('summary'), outcome);
    return;
  }
  shown = { page, ...outcome.result };
  editor.mark(shown.findings);
  showSummary(get('summary'), outcome, page);
  showFindings(get('findings'), shown, { go: editor.go, fix: fixOne, explain });
  showChange(get('change'), shown.patch);
  showLock(get('lock'), shown, editor.go);
  get('fix-all').hidden = shown.fixed === page;
}

function fixOne(finding) {
  editor.replace(applyEdits(shown.page, finding.fix.edits));
  tell(`Done: ${finding.fix.title}. Undo with Ctrl+Z.`);
  editor.focus();
}

get('fix-all').addEventListener('click', () => {
  if (editor.text() !== shown.page) return;
  editor.replace(shown.fixed);
  tell('All safe fixes are made. Undo with Ctrl+Z.');
  editor.focus();
});

let rules;

async function explain(id) {
  rules ??= work.rules();
  const rule = (await rules).find((rule) => rule.id === id);
  if (!rule) return;
  const text = get('rule-text');
  // The documentation is a part of this page; nothing of the login page is in it.
  text.innerHTML = marked.parse(rule.documentation);
  const title = text.querySelector('h1');
  if (title) title.id = 'rule-title';
  get('rule').showModal();
}

target.addEventListener('change', look);

for (const [index, { title }] of EXAMPLES.entries()) get('example').append(new Option(title, index));
get('example').addEventListener('change', ({ target: chosen }) => {
  const example = EXAMPLES[chosen.value];
  if (!example) return;
  target.value = example.target ?? 'cloud';
  editor.replace(example.page);
  chosen.value = '';
});

get('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(editor.text());
  tell('The page is copied.');
});

get('download').addEventListener('click', () => {
  const url = URL.createObjectURL(new Blob([editor.text()], { type: 'text/html' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'login.html' });
  link.click();
  URL.revokeObjectURL(url);
});

get('share').addEventListener('click', async () => {
  location.hash = await toFragment({ page: editor.text(), target: target.value });
  await navigator.clipboard.writeText(location.href).catch(() => {});
  tell('The link in the address bar holds the page; it is copied. Whoever opens it sees the page.');
});

get('file').addEventListener('change', async ({ target: { files } }) => {
  if (files[0]) await take(files[0]);
});

/** Opens a file, with the byte order mark that it may have. */
async function take(file) {
  try {
    editor.replace(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer()));
  } catch {
    tell('The file is not UTF-8, as login pages have to be.');
  }
}

// Dropped anywhere, a file is the page.
addEventListener('dragover', (event) => {
  if (!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  get('drop').hidden = false;
});
addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) get('drop').hidden = true;
});
addEventListener('drop', async (event) => {
  get('drop').hidden = true;
  const [file] = event.dataTransfer.files;
  if (!file) return;
  event.preventDefault();
  await take(file);
}, true);

addEventListener('hashchange', open);

/** Opens what the link holds, if it holds anything. */
async function open() {
  const given = await fromFragment(location.hash);
  if (!given) return false;
  if (given.target) target.value = given.target;
  editor.replace(given.page);
  return true;
}

function tell(text) {
  get('note').textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (get('note').textContent = ''), 6_000);
}

if (!(await open())) editor.replace(EXAMPLES[0].page);
