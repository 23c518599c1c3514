// What is known of a page, as elements.

import { applyEdits } from '../../packages/npm/lib/offsets.js';

const LOGINS = { 'first-party': 'first-party', 'third-party': 'third-party', all: 'all logins' };
const OUTCOMES = { works: '✓ works', fails: '✗ fails', unknown: '? not known' };

/** @returns {HTMLElement} */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** One sentence about the page. */
export function showSummary(place, { result, error }, page = '') {
  place.className = error || result.summary.errors > 0 ? 'bad' : 'good';
  place.textContent = error ?? sentence(result, page);
}

function sentence({ summary, seen }, page) {
  if (page.trim() === '') return 'Paste a login page, or drop one.';
  const count = summary.findings === 1 ? '1 finding' : `${summary.findings} findings`;
  const told = summary.fixable > 0 ? `${count}, ${summary.fixable} with a safe fix` : count;
  // Notes keep nobody out.
  const isReady = summary.errors + summary.warnings === 0 && seen.constructions.length > 0;
  if (!isReady) return summary.findings > 0 ? told : 'No Lock was found on this page.';
  return `This page is ready for third-party applications${summary.findings > 0 ? `: ${told}` : ''}.`;
}

/** The findings, each with what can be done about it. */
export function showFindings(place, { page, findings }, { go, fix, explain }) {
  const items = findings.map((finding) => {
    const { start } = finding.range;
    const jump = element('button', { type: 'button', className: 'place' }, `line ${start.line}, column ${start.column}`);
    jump.addEventListener('click', () => go(finding.range));
    const rule = element('button', { type: 'button', className: 'link', ariaHasPopup: 'dialog' }, finding.rule);
    rule.addEventListener('click', () => explain(finding.rule));
    return element(
      'li',
      { className: `finding ${finding.severity}` },
      element('h3', {}, element('span', { className: 'severity' }, finding.severity), ' ', marked(finding.message)),
      element('p', { className: 'meta' }, jump, ' · ', rule),
      finding.help ? element('p', {}, marked(finding.help)) : undefined,
      finding.unfixable ? element('p', { className: 'meta' }, 'No fix: ', marked(finding.unfixable)) : undefined,
      finding.fix && finding.fix.applicability !== 'display-only' ? remedy(page, finding, fix) : undefined,
    );
  });
  place.replaceChildren(...(items.length > 0 ? [element('ol', { className: 'findings' }, ...items)] : []));
}

/** A fix: what it changes, and the button that makes it. */
function remedy(page, finding, fix) {
  const isSafe = finding.fix.applicability === 'safe';
  const button = element('button', { type: 'button', className: isSafe ? 'primary' : '' }, 'Fix');
  button.ariaLabel = `Fix: ${finding.fix.title}`;
  button.addEventListener('click', () => fix(finding));
  const title = isSafe ? finding.fix.title : `${finding.fix.title} (unsafe: look at what it changes)`;
  const lines = changedLines(page, applyEdits(page, finding.fix.edits));
  return element(
    'div',
    { className: 'remedy' },
    element('p', {}, button, ' ', marked(title)),
    diff(lines, `What this fix changes`),
  );
}

/** The lines in which two pages differ, between those that they have in common at both ends. */
function changedLines(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
  ];
}

/** Lines of a patch, those that come and go in colours of their own. */
function diff(lines, label) {
  const shown = element('pre', { className: 'diff', tabIndex: 0, ariaLabel: label });
  fill(shown, lines);
  return shown;
}

function fill(place, lines) {
  const kinds = { '+': 'ins', '-': 'del' };
  place.replaceChildren(...lines.map((line) => element(kinds[line[0]] ?? 'span', { className: 'row' }, `${line}\n`)));
}

/** The patch of all safe fixes. */
export function showChange(place, patch) {
  place.hidden = patch === '';
  const lines = patch.split('\n').filter((line) => !/^(diff |--- |\+\+\+ )/.test(line));
  if (lines.at(-1) === '') lines.pop();
  fill(place.querySelector('pre'), lines);
}

/** What Lock will be given and will request. */
export function showLock(place, { seen }, go) {
  place.hidden = seen.constructions.length === 0;
  place.replaceChildren(...seen.constructions.flatMap((construction) => show(construction, seen, go)));
}

function show(construction, seen, go) {
  const version = seen.loads[construction.load]?.version;
  const jump = element('button', { type: 'button', className: 'place' }, `line ${construction.range.start.line}`);
  jump.addEventListener('click', () => go(construction.range));
  return [
    element('h2', {}, `What ${construction.constructor} will be given`),
    element('p', { className: 'meta' }, version ? `Lock ${version}, constructed on ` : 'Constructed on ', jump),
    given(construction),
    element('h2', {}, 'What it will request'),
    requests(construction.requests),
  ];
}

function given({ client_id: clientId, domain, options }) {
  const properties = options?.properties ?? [];
  const rows = [['client ID', inWords(clientId)], ['domain', inWords(domain)]];
  for (const { key, value, maybe_absent: maybe } of properties) {
    rows.push([key, maybe ? `${inWords(value)}, or nothing` : inWords(value)]);
  }
  if (properties.length === 0) rows.push(['options', inWords(options)]);
  const list = element('dl', { className: 'given' });
  for (const [key, words] of rows) {
    list.append(element('dt', {}, key), element('dd', {}, element('code', {}, words)));
  }
  return list;
}

/** A value of the inspection in a few words. */
function inWords(value) {
  return value?.text ?? value?.kind ?? 'nothing';
}

function requests(all) {
  const head = element('tr', {}, ...['For', 'Script', 'Outcome'].map((text) => element('th', { scope: 'col' }, text)));
  const rows = all.map(({ client, url, outcome, why }) =>
    element(
      'tr',
      { className: outcome },
      element('td', {}, LOGINS[client] ?? client),
      element('td', {}, element('code', {}, url ?? 'none')),
      element('td', {}, OUTCOMES[outcome] ?? outcome, why ? element('p', { className: 'meta' }, marked(why)) : undefined),
    ),
  );
  return element('div', { className: 'wide', tabIndex: 0, role: 'region', ariaLabel: 'Predicted requests' }, element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)));
}

/** Text with code between backticks. */
function marked(text) {
  const parts = text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
  return element('span', {}, ...parts);
}
