import type { StoredRecord } from '../port/store.ts';

/** Records by their ordinals. A copy shares the chunks of its base until either side writes to one. */
export class RecordList {
  readonly #chunks: (Chunk | undefined)[];
  /** Not the list itself: what a copy still uses of it would hold all the rest of it, too. */
  readonly #token = {};

  /** An empty list, or a copy of `base`, which is not written any more. */
  constructor(base?: RecordList) {
    this.#chunks = base === undefined ? [] : [...base.#chunks];
  }

  at(ordinal: number): StoredRecord | undefined {
    return this.#chunks[ordinal >>> BITS]?.items[ordinal & MASK];
  }

  put(ordinal: number, record: StoredRecord): void {
    const chunk = this.#open(ordinal >>> BITS);
    if (chunk.items[ordinal & MASK] === undefined) chunk.held += 1;
    chunk.items[ordinal & MASK] = record;
  }

  /** What held the last record of a chunk goes as a whole: ordinals are not given twice. */
  remove(ordinal: number): void {
    if (this.at(ordinal) === undefined) return;
    const chunk = this.#open(ordinal >>> BITS);
    chunk.items[ordinal & MASK] = undefined;
    chunk.held -= 1;
    if (chunk.held === 0) this.#chunks[ordinal >>> BITS] = undefined;
  }

  /** All records, in the order of their ordinals. */
  values(): readonly StoredRecord[] {
    const found: StoredRecord[] = [];
    for (const chunk of this.#chunks) {
      for (const record of chunk?.items ?? NONE) if (record !== undefined) found.push(record);
    }
    return found;
  }

  /** The ordinals of the records that pass, ascending. */
  ordinals(passes: (record: StoredRecord) => boolean = always): readonly number[] {
    const found: number[] = [];
    for (const [place, chunk] of this.#chunks.entries()) {
      for (const [index, record] of (chunk?.items ?? NONE).entries()) {
        if (record !== undefined && passes(record)) found.push((place << BITS) | index);
      }
    }
    return found;
  }

  #open(place: number): Chunk {
    const found = this.#chunks[place];
    if (found?.owner === this.#token) return found;
    const chunk: Chunk = {
      owner: this.#token,
      items: found === undefined ? [] : [...found.items],
      held: found?.held ?? 0,
    };
    this.#chunks[place] = chunk;
    return chunk;
  }
}

interface Chunk {
  /** The token of the one list that may write to it. */
  readonly owner: object;
  readonly items: (StoredRecord | undefined)[];
  /** How many records there are in it. */
  held: number;
}

function always(): boolean {
  return true;
}

const NONE: readonly undefined[] = [];
/** A chunk has 128 places: what the first write to it after a copy has to copy. */
const BITS = 7;
const MASK = (1 << BITS) - 1;
