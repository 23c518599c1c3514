// The worker, and what waits for it.

export class Work {
  #worker;
  #waiting = new Map();
  #next = 1;
  #busy = false;
  #latest;

  /**
   * @param {string} source the worker's code
   * @param {string} core the module, for the worker to compile
   */
  constructor(source, core) {
    this.#worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    this.#worker.postMessage({ core });
    this.#worker.addEventListener('message', ({ data }) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    });
  }

  /**
   * All there is to show of a page. While the worker is busy only the newest page waits; of the others nothing comes.
   */
  async judge(page, target) {
    const mine = (this.#latest = {});
    while (this.#busy) {
      await this.#busy;
      if (this.#latest !== mine) return undefined;
    }
    const answer = this.#ask({ page, target });
    this.#busy = answer.finally(() => (this.#busy = false));
    return answer;
  }

  /** The rules with their documentation. */
  async rules() {
    return (await this.#ask({ rules: true })).result;
  }

  #ask(question) {
    const id = this.#next++;
    this.#worker.postMessage({ id, ...question });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }
}
