// Keeps one server running, with the settings as they are.

'use strict';

const { commands, window, workspace } = require('vscode');

/** @type {import('vscode-languageclient').BaseLanguageClient | undefined} */
let client;

/** Settles when every restart that was asked for is done. A client that is only just starting cannot be stopped. */
let restarted = Promise.resolve();

/** Stops the server, also one that never started. */
async function stop() {
  const stopped = client;
  client = undefined;
  await stopped?.dispose().catch(() => {});
}

/**
 * Starts the extension.
 *
 * @param {import('vscode').ExtensionContext} context
 * @param {(log: import('vscode').OutputChannel) => Promise<import('vscode-languageclient').BaseLanguageClient | undefined>} connect
 *   makes a client with the settings as they are now
 */
exports.activate = async (context, connect) => {
  const log = window.createOutputChannel('Lockwright');
  const start = async () => {
    client = await connect(log);
    // The client itself tells when this fails.
    await client?.start().catch(() => {});
  };
  const restart = () => (restarted = restarted.then(stop).then(start));
  context.subscriptions.push(
    log,
    commands.registerCommand('lockwright.restart', restart),
    workspace.onDidChangeWorkspaceFolders(restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('lockwright')) restart();
    }),
  );
  await restart();
};

exports.deactivate = () => restarted.then(stop);
