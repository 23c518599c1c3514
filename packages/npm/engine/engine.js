// QuickJS as the engine that pages are run in, itself WebAssembly: the counterpart of `src/witness/quickjs.rs`, with the
// same bounds. What runs in it has no files, no network, and nothing of the JavaScript around it.

import variant from '@jitl/quickjs-ng-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';

/** The memory of a realm in bytes. */
const MEMORY = 16 << 20;

/** What there is on top once a realm has reached its bounds. */
const RESERVE = 4 << 20;

/** The stack of a realm in bytes; the thread's own has to be several times as large. */
const STACK = 512 << 10;

/** That on a thread with a usual stack. */
const SMALL_STACK = 64 << 10;

/** How often the engine may ask whether to go on: after 10,000 calls and turns of loops each. */
const TURNS = 60;

/** The jobs that are run after a script. */
const JOBS = 2_000;

/** No run that is counted takes so many milliseconds. */
const DEADLINE = 5_000;

/**
 * @param {WebAssembly.Module} wasmModule QuickJS, compiled
 * @param {object} [thread]
 * @param {boolean} [thread.roomy] whether this thread was started with a large stack
 */
export async function makeEngine(wasmModule, { roomy = false } = {}) {
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule }));
  return new Engine(quickjs, roomy ? STACK : SMALL_STACK);
}

/** Realms by their handles. */
class Engine {
  #quickjs;
  #stack;
  #realms = new Map();
  #next = 1;

  constructor(quickjs, stack) {
    this.#quickjs = quickjs;
    this.#stack = stack;
  }

  /** Makes a realm in which a first script has run as a module. Gives its handle; nothing where there is no engine any more. */
  open(first) {
    return this.#guarded(() => {
      const realm = new Realm(this.#quickjs, this.#stack);
      realm.begin(first);
      this.#realms.set(this.#next, realm);
      return this.#next++;
    });
  }

  /** Runs a script: `c` and the text that came out when it completed, `t` when it threw, `s` when it was stopped. */
  evaluate(handle, script) {
    return this.#guarded(() => this.#realms.get(handle)?.evaluate(script)) ?? 's';
  }

  close(handle) {
    this.#guarded(() => this.#realms.get(handle)?.dispose());
    this.#realms.delete(handle);
  }

  /** Does something with QuickJS. Where that breaks, as without any stack left, what is left of it is not used again. */
  #guarded(work) {
    if (!this.#quickjs) return undefined;
    try {
      return work();
    } catch {
      this.#quickjs = undefined;
      this.#realms.clear();
      return undefined;
    }
  }
}

class Realm {
  #runtime;
  #context;
  #turns = TURNS;

  constructor(quickjs, stack) {
    this.#runtime = quickjs.newRuntime({ memoryLimitBytes: MEMORY, maxStackSizeBytes: stack });
    const end = Date.now() + DEADLINE;
    this.#runtime.setInterruptHandler(() => {
      const isOver = this.#turns === 0 || Date.now() > end;
      this.#turns = isOver ? 0 : this.#turns - 1;
      return isOver;
    });
    this.#context = this.#runtime.newContext();
  }

  begin(script) {
    this.#context.unwrapResult(this.#context.evalCode(script, 'lockwright', { type: 'module' })).dispose();
  }

  evaluate(script) {
    const answer = this.#run(script);
    for (let job = 0; job < JOBS && this.#turns > 0 && this.#runtime.hasPendingJob(); job++) {
      this.#runtime.executePendingJobs(1).dispose();
    }
    if (this.#turns > 0) return answer;
    this.#turns = 1;
    this.#runtime.setMemoryLimit(MEMORY + RESERVE);
    return 's';
  }

  #run(script) {
    const result = this.#context.evalCode(script, 'page', { type: 'global' });
    const { error, value } = result;
    const answer = error ? 't' : this.#context.typeof(value) === 'string' ? `c${this.#context.getString(value)}` : 'c';
    result.dispose();
    return answer;
  }

  dispose() {
    this.#context.dispose();
    this.#runtime.dispose();
  }
}
