import type { CollectionChange, CollectionChanges } from '../port/store.ts';

/**
 * The changes of a collection, each linked to the next. Only the last one is held here: what nobody follows is gone at
 * once. A copy goes on from the same change; whichever side writes first keeps the chain, and for the other a new one
 * begins.
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

  /** `size` is about how many records there are: whoever has more changes than that to follow had better begin anew. */
  add({ ordinal, before, after }: Omit<CollectionChange, 'next'>, size: number): void {
    // Each property by name: a spread copies slowly, and gives links of different shapes.
    const link: Link = { ordinal, before, after, next: undefined };
    const isTooLong = this.#length > Math.max(MIN_LIMIT, size);
    if (this.#last.next === undefined && !isTooLong) this.#last.next = link;
    this.#length = isTooLong ? 0 : this.#length + 1;
    this.#last = link;
  }
}

type Link = Omit<CollectionChange, 'next'> & { next: Link | undefined };

/** Else a small collection would have its followers begin anew every few writes. */
const MIN_LIMIT = 4096;
/** Of a collection that nobody has written to. */
export const NEVER_CHANGED: CollectionChanges = Object.freeze({
  lastChange: Object.freeze({ ordinal: -1, before: undefined, after: undefined, next: undefined }),
  ordinalOf: () => undefined,
});
