// The extension on a desktop, and where a remote workspace is: with the binary, or, where there is none, WebAssembly.

'use strict';

const { Worker } = require('node:worker_threads');
const { commands, window, workspace } = require('vscode');
const languageClient = require('vscode-languageclient/node');
const binary = require('./binary');
const module_ = require('./module');
const session = require('./session');

/** Says why the binary cannot be started, and offers to change that. */
async function explain(error, log) {
  const [complaint] = (error.stderr ?? '').trim().split('\n\n');
  const reason =
    error.code === 'ENOENT'
      ? `there is no command "${binary.command()}". Set "lockwright.path" to the command, or reset it to use the server ` +
        'that the extension brings'
      : complaint || error.message.trim();
  log.appendLine(`The server does not start: ${reason}`);
  const openSettings = 'Open Settings';
  if ((await window.showErrorMessage(`Lockwright does not start: ${reason}.`, openSettings)) === openSettings) {
    await commands.executeCommand('workbench.action.openSettings', 'lockwright');
  }
}

/** A worker of Node.js. */
function thread(path) {
  const worker = new Worker(path);
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', listener),
    onFailure: (listener) => worker.on('error', (error) => listener(error.message)),
    end: () => worker.terminate(),
  };
}

exports.activate = (context) => {
  const platform = { ...languageClient, startThread: () => thread(context.asAbsolutePath('dist/server.node.js')) };
  return session.activate(context, async (log) => {
    const folders = workspace.workspaceFolders ?? [];
    // The binary reads configurations from the disk.
    const isOnDisk = folders.length === 0 || folders.some(({ uri }) => uri.scheme === 'file');
    if (isOnDisk) {
      try {
        return await binary.connect(log);
      } catch (error) {
        if (error.code !== 'ENOENT' || binary.isChosen()) {
          explain(error, log);
          return undefined;
        }
        log.appendLine(`There is no command "${binary.command()}"; the server that the extension brings is used.`);
      }
    }
    return module_.connect(platform, context, log);
  });
};

exports.deactivate = session.deactivate;
