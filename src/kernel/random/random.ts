import { randomBytes } from 'node:crypto';
import { sha256 } from './digest.ts';

/**
 * Where what must not be guessed or repeated comes from. `place` names what it is for: the same seed and place give the
 * same text.
 */
export interface Random {
  /** `length` hexadecimal digits. */
  hex(place: string, length: number): string;
}

/** Texts that are a function of the seed and the place alone, never of the order of calls. */
export function createSeededRandom(seed: string): Random {
  return { hex: (place, length) => expand(`${seed}\u0000${place}`, length) };
}

/** Texts from the machine's source of randomness. */
export function createSystemRandom(): Random {
  return {
    hex: (_place, length) =>
      randomBytes(Math.ceil(length / 2))
        .toString('hex')
        .slice(0, length),
  };
}

function expand(text: string, length: number): string {
  let digits = '';
  for (let block = 0; digits.length < length; block += 1) digits += sha256(`${text}\u0000${block}`);
  return digits.slice(0, length);
}
