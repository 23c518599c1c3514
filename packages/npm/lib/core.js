// The WebAssembly module, and the host that it asks for files, streams and variables. `packages/wasm/src/host.rs`
// has the table of what it asks for.

const encoder = new TextEncoder();
// A byte order mark is part of a page.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * What the module asks for. A method that cannot do something throws an error with a `code`, such as `ENOENT`.
 *
 * @typedef {object} Host
 * @property {() => Record<string, string | undefined>} variables
 * @property {() => string} currentFolder as an absolute path
 * @property {(stream: number) => number | undefined} columns of the terminal that a stream is; 0 when they are not
 *   known, nothing when it is none
 * @property {(path: string) => number} open
 * @property {(file: number, most: number) => Uint8Array} read of standard input, which is 0, or a file
 * @property {(file: number) => void} close
 * @property {(stream: number, bytes: Uint8Array) => void} print on standard output, which is 1, or standard error
 * @property {(path: string, followLink: boolean) => { kind: Kind, size: number, modified: number }} status
 * @property {(path: string) => string} realPath
 * @property {(path: string) => { kind: Kind, name: string }[]} entries
 * @property {(path: string, before: Uint8Array, after: Uint8Array) => void} replace
 * @property {(path: string, content: Uint8Array) => void} create
 * @property {(path: string, content: Uint8Array) => void} write to a device
 * @property {(milliseconds: number) => void} sleep
 *
 * @typedef {'f' | 'd' | 'l' | 'o'} Kind a file, a folder, a link, or something else
 */

/** The module was given up because of a bug in it, or because it ran out of room. It must not be used any more. */
export class Crash extends Error {
  name = 'Crash';
}

/** One instance of the module. It lives as long as its host's streams. */
export class Core {
  #exports;
  #host;
  #answer = new Uint8Array();

  /**
   * @param {WebAssembly.Module} module
   * @param {Host} host
   * @param {object} [thread]
   * @param {boolean} [thread.roomy] whether this thread was started with a large stack
   */
  constructor(module, host, { roomy = false } = {}) {
    this.#host = host;
    const imports = {
      call: (...request) => this.#call(...request),
      take: (place) => this.#memory.set(this.#answer, place >>> 0),
    };
    this.#exports = new WebAssembly.Instance(module, { host: imports }).exports;
    if (roomy) this.#exports.mark_roomy();
  }

  /**
   * Runs a command. Gives its exit code.
   *
   * @param {string[]} words the arguments
   */
  run(words) {
    return this.#give('run', ['lockwright', ...words].join('\0'));
  }

  /**
   * Gives the language server a message of its client; what it answers is printed to standard output. Tells whether
   * the server goes on.
   *
   * @param {string} message
   */
  serve(message) {
    return this.#give('serve', message) === 0;
  }

  #give(name, text) {
    const bytes = encoder.encode(text);
    try {
      const place = this.#exports.allocate(bytes.length) >>> 0;
      this.#memory.set(bytes, place);
      return this.#exports[name](place, bytes.length);
    } catch (cause) {
      throw new Crash(cause.message, { cause });
    }
  }

  get #memory() {
    return new Uint8Array(this.#exports.memory.buffer);
  }

  #call(operation, name, nameLength, content, contentLength, x, y) {
    const memory = this.#memory;
    const part = (start, length) => memory.subarray(start >>> 0, (start >>> 0) + length);
    const path = decoder.decode(part(name, nameLength));
    try {
      const answer = ANSWERS[operation](this.#host, path, part(content, contentLength), x >>> 0, y >>> 0) ?? '';
      this.#answer = typeof answer === 'string' ? encoder.encode(answer) : answer;
      return this.#answer.length;
    } catch (error) {
      this.#answer = encoder.encode(`${error.code ?? ''}\0${error.message}`);
      return -1 - this.#answer.length;
    }
  }
}

/** What each operation is answered, by its number. */
const ANSWERS = [
  (host) =>
    Object.entries(host.variables())
      .map(([name, value]) => `${name}=${value}\0`)
      .join(''),
  (host) => host.currentFolder(),
  (host, _path, _content, stream) => host.columns(stream)?.toString(),
  (host, path) => host.open(path).toString(),
  (host, _path, _content, file, most) => host.read(file, most),
  (host, _path, _content, file) => host.close(file),
  (host, _path, content, stream) => host.print(stream, content.slice()),
  (host, path, _content, followLink) => {
    const { kind, size, modified } = host.status(path, followLink !== 0);
    return `${kind} ${size} ${Math.max(0, Math.floor(modified))}`;
  },
  (host, path) => host.realPath(path),
  (host, path) =>
    host
      .entries(path)
      .map(({ kind, name }) => `${kind}${name}\0`)
      .join(''),
  (host, path, content, length) => host.replace(path, content.slice(0, length), content.slice(length)),
  (host, path, content) => host.create(path, content.slice()),
  (host, path, content) => host.write(path, content.slice()),
  (host, _path, _content, milliseconds) => host.sleep(milliseconds),
];
