// A file system in memory with what `files.json` says.

'use strict';

const { EventEmitter, FileChangeType, FileSystemError, FileType, Uri, workspace } = require('vscode');

class Pages {
  #files;
  #emitter = new EventEmitter();
  onDidChangeFile = this.#emitter.event;

  constructor(files) {
    this.#files = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  }

  watch() {
    return { dispose() {} };
  }

  stat({ path }) {
    const bytes = this.#files.get(path);
    if (bytes) return { type: FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (this.#below(path).length > 0) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }) {
    const names = new Map();
    for (const [name, ...rest] of this.#below(path).map((file) => file.split('/'))) {
      names.set(name, rest.length > 0 ? FileType.Directory : FileType.File);
    }
    return [...names];
  }

  readFile({ path }) {
    const bytes = this.#files.get(path);
    if (!bytes) throw FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile(uri, content) {
    this.#files.set(uri.path, content);
    this.#emitter.fire([{ type: FileChangeType.Changed, uri }]);
  }

  createDirectory() {}

  delete(uri) {
    this.#files.delete(uri.path);
    this.#emitter.fire([{ type: FileChangeType.Deleted, uri }]);
  }

  rename() {
    throw FileSystemError.NoPermissions();
  }

  #below(path) {
    const folder = path === '/' ? '/' : `${path}/`;
    return [...this.#files.keys()].filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length));
  }
}

exports.activate = async (context) => {
  const files = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'files.json'));
  const pages = new Pages(JSON.parse(new TextDecoder().decode(files)));
  context.subscriptions.push(workspace.registerFileSystemProvider('pages', pages));
};
