// The editor: CodeMirror, in a shadow tree so that the page's policy need not allow styles of others.

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { bracketMatching, defaultHighlightStyle, foldGutter, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const SEVERITIES = { error: 'error', warning: 'warning', note: 'info' };

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--shade)', color: 'var(--faint)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--line)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--border)' },
  '.cm-panels': { backgroundColor: 'var(--shade)', color: 'var(--ink)' },
});

const dark = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: '#d39ce8' },
  { tag: [tags.tagName, tags.angleBracket], color: '#86b7f0' },
  { tag: [tags.string, tags.attributeValue], color: '#a5d68a' },
  { tag: [tags.attributeName, tags.propertyName], color: '#e8c583' },
  { tag: [tags.number, tags.bool, tags.null], color: '#f0a580' },
  { tag: tags.comment, color: '#98a1ad', fontStyle: 'italic' },
]);

/**
 * @param {HTMLElement} place
 * @param {() => void} changed is called when the text has changed
 */
export function createEditor(place, changed) {
  const root = place.attachShadow({ mode: 'open' });
  const colours = new Compartment();
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const highlighting = () => syntaxHighlighting(prefersDark.matches ? dark : defaultHighlightStyle);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        foldGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        html(),
        lintGutter(),
        look,
        colours.of(highlighting()),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Login page', spellcheck: 'false', tabindex: '0' }),
        placeholder('Paste a login page here'),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
      ],
    }),
  });
  prefersDark.addEventListener('change', () => view.dispatch({ effects: colours.reconfigure(highlighting()) }));

  // To the editor every line ends in one character. A page whose lines all end in two keeps them.
  let hasCrlf = false;
  const inEditor = ({ offset, line }) => Math.min(hasCrlf ? offset - (line - 1) : offset, view.state.doc.length);

  return {
    text: () => (hasCrlf ? view.state.sliceDoc().replaceAll('\n', '\r\n') : view.state.sliceDoc()),
    replace(text) {
      hasCrlf = text.includes('\r\n') && !/[^\r]\n/.test(text);
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text.replaceAll('\r\n', '\n') } });
    },
    /** Shows findings at their places. */
    mark(findings) {
      const diagnostics = findings.map(({ range, severity, message, rule }) => ({
        from: inEditor(range.start),
        to: inEditor(range.end),
        severity: SEVERITIES[severity],
        source: rule,
        message,
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    /** Puts the cursor at a place. */
    go(range) {
      const selection = { anchor: inEditor(range.start), head: inEditor(range.end) };
      view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: 'center' }) });
      view.focus();
    },
    focus: () => view.focus(),
  };
}
