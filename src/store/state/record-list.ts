import type { StoredRecord } from '../port/store.ts';

/** A list of records by ordinal. A copy shares the chunks of its base until either side writes to one. */
export class RecordList {
  readonly #chunks: (Chunk | undefined)[];
  /** A token and not the list itself: a chunk that a copy shares would otherwise keep the whole list in memory. */
  readonly #token = {};

  /** Creates an empty list, or a copy of `base`, which must not be written to any more. */
  constructor(base?: RecordList) {
    this.#chunks = base === undefined ? [] : [...base.#chunks];
  }

  at(ordinal: number): StoredRecord | undefined {
    return this.#chunks[ordinal >>> BITS]?.items[ordinal & MASK];
  }

  put(ordinal: number, record: StoredRecord): void {
    const chunk = this.#open(ordinal >>> BITS);
    if (chunk.items[ordinal & MASK] === undefined) chunk.size += 1;
    chunk.items[ordinal & MASK] = record;
  }

  /** Removes a record. A chunk without records is dropped: ordinals are not used again. */
  remove(ordinal: number): void {
    if (this.at(ordinal) === undefined) return;
    const chunk = this.#open(ordinal >>> BITS);
    chunk.items[ordinal & MASK] = undefined;
    chunk.size -= 1;
    if (chunk.size === 0) this.#chunks[ordinal >>> BITS] = undefined;
  }

  /** Returns all records in the order of their ordinals. */
  values(): readonly StoredRecord[] {
    const found: StoredRecord[] = [];
    for (const chunk of this.#chunks) {
      for (const record of chunk?.items ?? NONE) if (record !== undefined) found.push(record);
    }
    return found;
  }

  /** Returns the ordinals of the records that match, ascending. */
  ordinals(matches: (record: StoredRecord) => boolean = always): readonly number[] {
    const found: number[] = [];
    for (const [number, chunk] of this.#chunks.entries()) {
      for (const [index, record] of (chunk?.items ?? NONE).entries()) {
        if (record !== undefined && matches(record)) found.push((number << BITS) | index);
      }
    }
    return found;
  }

  #open(number: number): Chunk {
    const found = this.#chunks[number];
    if (found?.owner === this.#token) return found;
    const chunk: Chunk = {
      owner: this.#token,
      items: found === undefined ? [] : [...found.items],
      size: found?.size ?? 0,
    };
    this.#chunks[number] = chunk;
    return chunk;
  }
}

interface Chunk {
  /** The token of the list that may write to the chunk. */
  readonly owner: object;
  readonly items: (StoredRecord | undefined)[];
  /** The number of records in the chunk. */
  size: number;
}

function always(): boolean {
  return true;
}

const NONE: readonly undefined[] = [];
/** A chunk holds 128 records, which is how many the first write after a copy duplicates. */
const BITS = 7;
const MASK = (1 << BITS) - 1;
