// The worker: the language server with files in memory. It is sent first
//
//   { core, folder, words }   the module, the working directory, the arguments of `lockwright lsp`
//
// and then messages of the client, { message }, and files, { path, text }, without a text for one that is not there.
// It sends { said }, a message for the client, { told }, a text for people, and { refused }, what is wrong with the words.

import { Core } from '../../../packages/npm/lib/core.js';
import { MemoryHost } from '../../../packages/npm/lib/memory.js';

/** Serves what comes, in its order. */
export function serve(listen, post) {
  let server;
  let work = Promise.resolve();
  listen((request) => {
    work = work.then(async () => {
      server ??= await Server.start(request, post);
      server.take(request);
    });
    // What ends the worker, so that the editor starts another.
    work.catch((error) => setTimeout(() => { throw error; }));
  });
}

class Server {
  #core;
  #host;
  #post;

  static async start({ core, folder, words }, post) {
    const host = new MemoryHost({ folder });
    const module = await WebAssembly.compile(core);
    const server = new Server(new Core(module, host), host, post);
    if (server.#core.startServer(words) !== 0) post({ refused: host.take(2) });
    return server;
  }

  constructor(core, host, post) {
    [this.#core, this.#host, this.#post] = [core, host, post];
  }

  take({ message, path, text }) {
    if (path !== undefined && text !== undefined) this.#host.put(path, text);
    else if (path !== undefined) this.#host.remove(path);
    if (message) this.#core.serve(JSON.stringify(message));
    for (const said of this.#host.takeAll(1)) this.#post({ said: JSON.parse(said) });
    const told = this.#host.take(2);
    if (told) this.#post({ told });
  }
}
