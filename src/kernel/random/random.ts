import { randomBytes } from 'node:crypto';
import { sha256 } from './digest.ts';

/** A source of random text. `place` names the purpose: a seeded source returns the same text for the same place. */
export interface Random {
  /** Returns `length` hexadecimal digits. */
  hex(place: string, length: number): string;
  /** Returns the seed of a place. `createDerivedRandom` makes a source of it for everything below the place. */
  deriveSeed(place: string): string;
}

/** Creates a source whose texts depend only on the seed and the place, never on the order of calls. */
export function createSeededRandom(seed: string): Random {
  return createDerivedRandom(`${seed}\u0000`, '');
}

/** Creates the source of a seed that `deriveSeed` returned. Its text for `b` is the parent's for `a/b`. */
export function createDerivedRandom(seed: string, separator = '/'): Random {
  return {
    hex: (place, length) => expand(`${seed}${separator}${place}`, length),
    deriveSeed: (place) => `${seed}${separator}${place}`,
  };
}

/** Creates a source that uses the machine's randomness. */
export function createSystemRandom(): Random {
  return {
    hex: (_place, length) =>
      randomBytes(Math.ceil(length / 2))
        .toString('hex')
        .slice(0, length),
    deriveSeed: () => randomBytes(SEED_LENGTH).toString('hex'),
  };
}

/** Returns the number from 0 (inclusive) to 1 (exclusive) that uniform hexadecimal digits determine. */
export function toFraction(digits: string): number {
  return Number.parseInt(digits, 16) / 16 ** digits.length;
}

/** Returns the integer from 0 to `limit - 1` that uniform hexadecimal digits determine: their remainder. */
export function toIntegerBelow(limit: number, digits: string): number {
  return Number.parseInt(digits, 16) % limit;
}

function expand(text: string, length: number): string {
  let digits = '';
  for (let block = 0; digits.length < length; block += 1) digits += sha256(`${text}\u0000${block}`);
  return digits.slice(0, length);
}

/** The length of a derived seed that is random, in bytes. */
const SEED_LENGTH = 16;
