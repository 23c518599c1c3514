// A host whose files are in memory: what the library's functions run in.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @implements {import('./core.js').Host} */
export class MemoryHost {
  #files = new Map();
  #open = new Map();
  #next = 3;
  #printed = { 1: [], 2: [] };

  /**
   * @param {object} [given]
   * @param {string} [given.stdin]
   * @param {Record<string, string>} [given.files] by their paths from the root, such as `pages/login.html`
   */
  constructor({ stdin = '', files = {} } = {}) {
    this.#open.set(0, { bytes: encoder.encode(stdin), at: 0 });
    for (const [path, text] of Object.entries(files)) this.put(path, text);
  }

  /** Puts a file where none may be. */
  put(path, text) {
    this.#files.set(absolute(path), encoder.encode(text));
  }

  /** Takes a file away. */
  remove(path) {
    this.#files.delete(absolute(path));
  }

  /** The text of a file, if there is one. */
  get(path) {
    const bytes = this.#files.get(absolute(path));
    return bytes && decoder.decode(bytes);
  }

  /** The texts of all files, by their paths. */
  get files() {
    return Object.fromEntries([...this.#files].map(([path, bytes]) => [path.slice(1), decoder.decode(bytes)]));
  }

  /** Takes what was printed on a stream: 1 is standard output, 2 standard error. */
  take(stream) {
    return this.takeAll(stream).join('');
  }

  /** Takes what was printed on a stream, each time that something was by itself. */
  takeAll(stream) {
    return this.#printed[stream].splice(0).map((bytes) => decoder.decode(bytes));
  }

  variables() {
    return {};
  }

  currentFolder() {
    return '/';
  }

  columns() {
    return undefined;
  }

  open(path) {
    this.#open.set(this.#next, { bytes: this.#bytes(path), at: 0 });
    return this.#next++;
  }

  read(file, most) {
    const { bytes, at } = this.#open.get(file);
    const part = bytes.subarray(at, at + most);
    this.#open.get(file).at += part.length;
    return part;
  }

  close(file) {
    this.#open.delete(file);
  }

  print(stream, bytes) {
    this.#printed[stream].push(bytes);
  }

  status(path) {
    const name = absolute(path);
    const bytes = this.#files.get(name);
    if (bytes) return { kind: 'f', size: bytes.length, modified: 0 };
    const isFolder = name === '/' || [...this.#files.keys()].some((file) => file.startsWith(`${name}/`));
    if (isFolder) return { kind: 'd', size: 0, modified: 0 };
    throw missing();
  }

  realPath(path) {
    this.status(path);
    return absolute(path);
  }

  entries(path) {
    const folder = absolute(path) === '/' ? '/' : `${absolute(path)}/`;
    const below = [...this.#files.keys()].filter((file) => file.startsWith(folder));
    const kinds = new Map();
    for (const [name, ...rest] of below.map((file) => file.slice(folder.length).split('/'))) {
      kinds.set(name, rest.length > 0 ? 'd' : 'f');
    }
    return [...kinds].map(([name, kind]) => ({ name, kind }));
  }

  replace(path, before, after) {
    const there = this.#bytes(path);
    if (decoder.decode(there) !== decoder.decode(before)) throw failure('CHANGED', 'it has changed');
    this.#files.set(absolute(path), after);
  }

  create(path, content) {
    if (this.#files.has(absolute(path))) throw failure('EEXIST', 'File exists (os error 17)');
    this.#files.set(absolute(path), content);
  }

  write(path, content) {
    this.#files.set(absolute(path), content);
  }

  sleep() {}

  #bytes(path) {
    const bytes = this.#files.get(absolute(path));
    if (!bytes) throw missing();
    return bytes;
  }
}

/** The path from the root, without detours. */
function absolute(path) {
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function missing() {
  return failure('ENOENT', 'No such file or directory (os error 2)');
}

function failure(code, message) {
  return Object.assign(new Error(message), { code });
}
