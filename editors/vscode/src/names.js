// The names of documents, in the editor and for the server in WebAssembly. That knows files only, with paths as on Unix:
// the document `vscode-vfs://github/acme/pages/login.html` is its file `/vscode-vfs/github/acme/pages/login.html`.

'use strict';

const { Uri } = require('vscode');

/** What stands for the authority of a document that has none. */
const NONE = '_';

/** The path of a document among the server's files. */
const pathOf = ({ scheme, authority, path }) => `/${scheme}/${encodeURIComponent(authority || NONE)}${path}`;

exports.pathOf = pathOf;

/** The name that the server has for a document. One without a file keeps its own. */
exports.forServer = (uri) =>
  uri.scheme === 'untitled' ? uri.toString() : Uri.from({ scheme: 'file', path: pathOf(uri) }).toString();

/** The document of that name. */
exports.fromServer = (name) => {
  const uri = Uri.parse(name);
  if (uri.scheme !== 'file') return uri;
  const [, scheme, authority, ...path] = uri.path.split('/');
  const host = decodeURIComponent(authority);
  return Uri.from({ scheme, authority: host === NONE ? '' : host, path: `/${path.join('/')}` });
};
