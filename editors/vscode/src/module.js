// The server as WebAssembly, in a worker: where there is no binary, in a browser or on a desktop.

'use strict';

const { Uri, window, workspace } = require('vscode');
const { Configurations } = require('./configurations');
const { forServer, fromServer, pathOf } = require('./names');
const { pages, serverArguments } = require('./settings');

/**
 * A client of the server.
 *
 * @param {object} platform
 * @param {typeof import('vscode-languageclient').BaseLanguageClient} platform.BaseLanguageClient
 * @param {typeof import('vscode-languageclient').AbstractMessageReader} platform.AbstractMessageReader
 * @param {typeof import('vscode-languageclient').AbstractMessageWriter} platform.AbstractMessageWriter
 * @param {() => Thread} platform.startThread
 * @param {import('vscode').ExtensionContext} context
 * @param {import('vscode').OutputChannel} log
 *
 * @typedef {object} Thread the worker: `src/server.js` says what it is sent
 * @property {(message: unknown) => void} post
 * @property {(listener: (message: any) => void) => void} onMessage
 * @property {(listener: (reason: string) => void) => void} onFailure
 * @property {() => void} end
 */
exports.connect = async (platform, context, log) => {
  const core = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', 'lockwright.wasm'));
  const { BaseLanguageClient, AbstractMessageReader, AbstractMessageWriter } = platform;

  class Reader extends AbstractMessageReader {
    constructor(thread) {
      super();
      this.thread = thread;
      thread.onFailure((reason) => {
        log.appendLine(`The server has ended: ${reason}`);
        this.fireClose();
      });
    }

    listen(take) {
      this.thread.onMessage(({ said, told, refused }) => {
        if (said) take(said);
        if (told) log.append(told);
        if (refused) window.showErrorMessage(`Lockwright ignores the setting "lockwright.arguments": ${refused.trim()}`);
      });
      return { dispose() {} };
    }
  }

  class Writer extends AbstractMessageWriter {
    constructor(thread) {
      super();
      this.thread = thread;
    }

    async write(message) {
      this.thread.post({ message });
    }

    end() {}
  }

  class Client extends BaseLanguageClient {
    /** Starts a server; after one that has failed, another. */
    async createMessageTransports() {
      this.release();
      this.thread = platform.startThread();
      const folder = workspace.workspaceFolders?.[0]?.uri;
      this.thread.post({ core, folder: folder ? pathOf(folder) : '/', words: serverArguments() });
      this.configurations = new Configurations(
        (path, text) => this.thread.post({ path, text }),
        () => this.sendNotification('workspace/didChangeConfiguration', { settings: null }).catch(() => {}),
      );
      return { reader: new Reader(this.thread), writer: new Writer(this.thread), detached: false };
    }

    release() {
      this.configurations?.dispose();
      this.thread?.end();
    }

    getLocale() {
      return 'en';
    }

    async dispose(timeout) {
      await super.dispose(timeout).catch(() => {});
      this.release();
    }
  }

  const client = new Client('lockwright', 'Lockwright', {
    documentSelector: pages(),
    outputChannel: log,
    uriConverters: { code2Protocol: forServer, protocol2Code: fromServer },
    middleware: {
      // A page's configuration is there before the page is.
      didOpen: async (document, next) => {
        await client.configurations.of(document);
        return next(document);
      },
    },
  });
  return client;
};
