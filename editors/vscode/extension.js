// Starts `lockwright lsp` and connects it to the editor. All else is the server's.

'use strict';

const { commands, window, workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** @type {LanguageClient | undefined} */
let client;

/** Starts a server with the settings as they are now. */
async function start() {
  const settings = workspace.getConfiguration('lockwright');
  const server = {
    command: settings.get('path', 'lockwright'),
    args: ['lsp', ...settings.get('arguments', [])],
    // Paths in the arguments are relative to the first folder that is open.
    options: { cwd: workspace.workspaceFolders?.[0]?.uri.fsPath },
  };
  const documents = ['file', 'untitled'].map((scheme) => ({ scheme, language: 'html' }));
  client = new LanguageClient('lockwright', 'Lockwright', server, { documentSelector: documents });
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `Lockwright does not start: ${error.message}. Install it with "cargo install lockwright", ` +
        'or say where it is with the setting "lockwright.path".',
    );
  }
}

/** Stops the server, also one that never started. */
async function stop() {
  const stopped = client;
  client = undefined;
  await stopped?.dispose().catch(() => {});
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    commands.registerCommand('lockwright.restart', restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('lockwright')) {
        restart();
      }
    }),
  );
  await start();
};

exports.deactivate = stop;
