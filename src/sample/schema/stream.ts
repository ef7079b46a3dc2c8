import { sha256 } from '../../kernel/random/digest.ts';

/** A stream of random numbers, determined by its seed text. */
export interface Stream {
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** Returns an integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** Returns one element of a non-empty list. */
  pick<Element>(list: readonly [Element, ...Element[]]): Element;
}

/** Creates the stream of a seed text. */
export function createStream(seedText: string): Stream {
  const next = createNumbers(toSeed(seedText));
  const int = (min: number, max: number): number => Math.min(max, min + Math.floor(next() * (max - min + 1)));
  return { next, int, pick: (list) => list[int(0, list.length - 1)] ?? list[0] };
}

/** Generates numbers from 0 to 1 by mulberry32, which is cheap to seed (a Mersenne Twister seeds 624 words). */
export function createNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Hashes a seed text to 32 bits. */
export function toSeed(seedText: string): number {
  return Number.parseInt(sha256(seedText).slice(0, 8), 16);
}

/** Returns whether a list has elements, as `pick` requires. */
export function isNonEmpty<Element>(list: readonly Element[]): list is readonly [Element, ...Element[]] {
  return list.length > 0;
}
