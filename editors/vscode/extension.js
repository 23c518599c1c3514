// Starts `lockwright lsp` and connects it to the editor. All else is the server's.

'use strict';

const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { commands, window, workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

const run = promisify(execFile);
const TRIAL_LIMIT = 10_000; // milliseconds

/** @type {import('vscode').OutputChannel} */
let log;

/** @type {LanguageClient | undefined} */
let client;

/** Settles when every restart that was asked for is done. A client that is only just starting cannot be stopped. */
let restarted = Promise.resolve();

/** Starts a server with the settings as they are now. */
async function start() {
  const settings = workspace.getConfiguration('lockwright');
  const server = {
    command: settings.get('path', 'lockwright'),
    args: ['lsp', ...settings.get('arguments', [])],
    // Paths in the arguments are relative to the first folder that is open.
    options: { cwd: workspace.workspaceFolders?.[0]?.uri.fsPath },
  };
  try {
    await tryOut(server);
  } catch (error) {
    explain(server, error);
    return;
  }
  const documents = ['file', 'untitled'].map((scheme) => ({ scheme, language: 'html' }));
  const options = { documentSelector: documents, outputChannel: log };
  client = new LanguageClient('lockwright', 'Lockwright', server, options);
  // The client itself tells when this fails.
  await client.start().catch(() => {});
}

/**
 * Rejects when there is no such command, or when it does not understand its arguments: the client would try again a
 * few times and then say that it has no connection.
 */
async function tryOut({ command, args, options }) {
  await run(command, [...args, '--help'], { ...options, timeout: TRIAL_LIMIT });
}

/** Says why the server cannot be started, and offers to change that. */
async function explain({ command }, error) {
  const [complaint] = (error.stderr ?? '').trim().split('\n\n');
  const reason =
    error.code === 'ENOENT'
      ? `there is no command "${command}". Install it, as the extension's README tells, or say where it is with the ` +
        'setting "lockwright.path"'
      : complaint || error.message.trim();
  log.appendLine(`The server does not start: ${reason}`);
  const openSettings = 'Open Settings';
  if ((await window.showErrorMessage(`Lockwright does not start: ${reason}.`, openSettings)) === openSettings) {
    await commands.executeCommand('workbench.action.openSettings', 'lockwright');
  }
}

/** Stops the server, also one that never started. */
async function stop() {
  const stopped = client;
  client = undefined;
  await stopped?.dispose().catch(() => {});
}

function restart() {
  restarted = restarted.then(stop).then(start);
  return restarted;
}

exports.activate = async (context) => {
  log = window.createOutputChannel('Lockwright');
  context.subscriptions.push(
    log,
    commands.registerCommand('lockwright.restart', restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('lockwright')) {
        restart();
      }
    }),
  );
  await restart();
};

exports.deactivate = () => restarted.then(stop);
