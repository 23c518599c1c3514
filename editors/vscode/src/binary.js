// The server as the binary: `lockwright lsp`.

'use strict';

const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { pages, serverArguments } = require('./settings');

const run = promisify(execFile);
const TRIAL_LIMIT = 10_000; // milliseconds

/** The command that runs the server. */
exports.command = () => workspace.getConfiguration('lockwright').get('path', 'lockwright');

/** Whether somebody has set which command that is. */
exports.isChosen = () => {
  const { globalValue, workspaceValue, workspaceFolderValue } = workspace.getConfiguration('lockwright').inspect('path');
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
};

/**
 * A client of the server. Rejects when there is no such command, or when it does not understand its arguments: the
 * client would try again a few times and then say that it has no connection.
 */
exports.connect = async (log) => {
  const server = {
    command: exports.command(),
    args: ['lsp', ...serverArguments()],
    // Paths in the arguments are relative to the first folder that is open.
    options: { cwd: workspace.workspaceFolders?.[0]?.uri.fsPath },
  };
  await run(server.command, [...server.args, '--help'], { ...server.options, timeout: TRIAL_LIMIT });
  return new LanguageClient('lockwright', 'Lockwright', server, {
    documentSelector: pages(['file', 'untitled']),
    outputChannel: log,
  });
};
