/** The listeners of a store's commits. */
export class CommitListeners {
  readonly #listeners = new Set<() => void>();
  /** The content that the listeners know. */
  #announced: object;

  constructor(revision: object) {
    this.#announced = revision;
  }

  /** Returns a function that unsubscribes. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls the listeners if the content is another one. */
  announce(revision: object): void {
    if (this.#announced === revision) return;
    this.#announced = revision;
    for (const listener of this.#listeners) listener();
  }
}
