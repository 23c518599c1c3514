// What both kinds of servers are given.

'use strict';

const { workspace } = require('vscode');

/** The schemes whose pages are checked: files, new pages, and whatever the workspace is of (`vscode-vfs` on github.dev). */
const schemes = () => new Set(['file', 'untitled', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);

/** Which documents a server is told of. */
exports.pages = (wanted = schemes()) => [...wanted].map((scheme) => ({ scheme, language: 'html' }));

/** More arguments of `lockwright lsp`. */
exports.serverArguments = () => workspace.getConfiguration('lockwright').get('arguments', []);
