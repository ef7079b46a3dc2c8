/** Runs tasks one after the other until it is closed. */
export class TaskQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  run<Result>(task: () => Promise<Result>): Promise<Result> {
    // After close() the lock is released, and the files may belong to another process.
    if (this.#closing !== undefined) return Promise.reject(new Error('The journal is closed'));
    const result = this.#tail.then(task);
    this.#tail = result.catch(ignore);
    return result;
  }

  /** Accepts no more tasks, and runs `last` after those in the queue. */
  close(last: () => Promise<void>): Promise<void> {
    this.#closing ??= this.#tail.then(last);
    return this.#closing;
  }
}

function ignore(): void {}
