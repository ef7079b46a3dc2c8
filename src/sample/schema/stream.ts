import { sha256 } from '../../kernel/random/digest.ts';

/** Numbers that are a function of where they are drawn: the same text gives the same ones. */
export interface Stream {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  /** One element of a list that has some. */
  pick<Element>(list: readonly [Element, ...Element[]]): Element;
}

/** The numbers of a seedText. */
export function createStream(seedText: string): Stream {
  const next = createNumbers(toSeed(seedText));
  const int = (min: number, max: number): number => Math.min(max, min + Math.floor(next() * (max - min + 1)));
  return { next, int, pick: (list) => list[int(0, list.length - 1)] ?? list[0] };
}

/** Numbers from 0 to 1, by mulberry32: seeding it costs nothing, unlike a Mersenne Twister with its 624 words. */
export function createNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seedText as 32 bits. */
export function toSeed(seedText: string): number {
  return Number.parseInt(sha256(seedText).slice(0, 8), 16);
}

/** True for a list that has elements, as `pick` wants it. */
export function isNonEmpty<Element>(list: readonly Element[]): list is readonly [Element, ...Element[]] {
  return list.length > 0;
}
