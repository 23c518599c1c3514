// The configurations of pages, for the server in WebAssembly: it has no files but those that it is given.

'use strict';

const { Disposable, RelativePattern, Uri, workspace } = require('vscode');
const { pathOf } = require('./names');

const NAMES = ['lockwright.toml', '.lockwright.toml'];
const decoder = new TextDecoder();

/** Gives the server the configurations that pages are under, and tells when one has changed. */
exports.Configurations = class {
  #put;
  #changed;
  #known = new Map();
  #watchers = [];

  /**
   * @param {(path: string, text: string | undefined) => void} put takes the text of a file, or that there is none
   * @param {() => void} changed is called after a file has changed
   */
  constructor(put, changed) {
    this.#put = put;
    this.#changed = changed;
    const reread = (uri) => this.#read(uri).then(changed);
    for (const folder of workspace.workspaceFolders ?? []) {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, `**/{${NAMES}}`));
      watcher.onDidChange(reread);
      watcher.onDidCreate(reread);
      watcher.onDidDelete(reread);
      this.#watchers.push(watcher);
    }
    // Not every file system tells of its changes.
    this.#watchers.push(
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (NAMES.some((name) => uri.path.endsWith(`/${name}`))) reread(uri);
      }),
    );
  }

  /** Reads the configurations of the folders that a document is in, up to the workspace's, unless they are known. */
  async of({ uri }) {
    const root = workspace.getWorkspaceFolder(uri)?.uri;
    if (uri.scheme === 'untitled') {
      const first = workspace.workspaceFolders?.[0]?.uri;
      if (first) await this.#readIn(first);
      return;
    }
    for (let folder = Uri.joinPath(uri, '..'); ; folder = Uri.joinPath(folder, '..')) {
      await this.#readIn(folder);
      if (!root || folder.path.length <= root.path.length || folder.path === '/') return;
    }
  }

  #readIn(folder) {
    const key = folder.toString();
    if (!this.#known.has(key)) {
      this.#known.set(key, Promise.all(NAMES.map((name) => this.#read(Uri.joinPath(folder, name)))));
    }
    return this.#known.get(key);
  }

  async #read(uri) {
    const text = await workspace.fs.readFile(uri).then((bytes) => decoder.decode(bytes), () => undefined);
    this.#put(pathOf(uri), text);
  }

  dispose() {
    Disposable.from(...this.#watchers).dispose();
  }
};
