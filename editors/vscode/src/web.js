// The extension in a browser: vscode.dev, github.dev.

'use strict';

const { Uri } = require('vscode');
const languageClient = require('vscode-languageclient/browser');
const module_ = require('./module');
const session = require('./session');

/** A worker of the browser. */
function thread(uri) {
  const worker = new Worker(uri.toString(true));
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    onFailure: (listener) => worker.addEventListener('error', ({ message }) => listener(message)),
    end: () => worker.terminate(),
  };
}

exports.activate = (context) => {
  const platform = {
    ...languageClient,
    startThread: () => thread(Uri.joinPath(context.extensionUri, 'dist', 'server.web.js')),
  };
  return session.activate(context, (log) => module_.connect(platform, context, log));
};

exports.deactivate = session.deactivate;
