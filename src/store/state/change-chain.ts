import type { CollectionChange, CollectionChanges } from '../port/store.ts';

/**
 * The changes to a collection as a linked list. Only the last change is referenced here, so that changes without a
 * reader are garbage-collected. A copy continues from the same change: the side that writes first extends the chain,
 * and the other side starts a new one.
 */
export class ChangeChain {
  #last: Link;
  #length = 0;

  constructor(base?: ChangeChain) {
    this.#last =
      base === undefined ? { ordinal: -1, before: undefined, after: undefined, next: undefined } : base.#last;
  }

  get last(): CollectionChange {
    return this.#last;
  }

  /**
   * Adds a change. A chain much longer than the collection ends: reading the collection again is then cheaper than
   * following it. `size` is the approximate number of records.
   */
  add({ ordinal, before, after }: Omit<CollectionChange, 'next'>, size: number): void {
    // Named properties: a spread is slower, and creates objects of different shapes.
    const link: Link = { ordinal, before, after, next: undefined };
    const isTooLong = this.#length > Math.max(MIN_CHAIN_LENGTH, size);
    if (this.#last.next === undefined && !isTooLong) this.#last.next = link;
    this.#length = isTooLong ? 0 : this.#length + 1;
    this.#last = link;
  }
}

type Link = Omit<CollectionChange, 'next'> & { next: Link | undefined };

/** The minimum length of a chain: readers of a small collection would otherwise start again every few writes. */
const MIN_CHAIN_LENGTH = 4096;
/** The history of a collection without any write. */
export const NEVER_CHANGED: CollectionChanges = Object.freeze({
  lastChange: Object.freeze({ ordinal: -1, before: undefined, after: undefined, next: undefined }),
  ordinalOf: () => undefined,
});
