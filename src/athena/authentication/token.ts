import { crc32 } from 'node:zlib';
import { toIntegerBelow, type Random } from '../../kernel/random/random.ts';

/**
 * Creates an API token in Sanctum's format: forty random letters and digits, then their CRC-32 as eight hexadecimal
 * digits.
 */
export function createTokenText(random: Random, seedKey: string): string {
  const text = toLetters(random.hex(seedKey, RANDOM_LENGTH * 4));
  return text + crc32(text).toString(16).padStart(8, '0');
}

/** Parses a bearer token: `7|abc…` contains its record's id; a token without a bar is looked up by its hash. */
export function parseToken(bearer: string): { readonly id: number | undefined; readonly text: string } | undefined {
  const [, id, text = ''] = /^(?:(\d{1,15})\|)?([\w.~+/-]{1,256}=*)$/.exec(bearer) ?? [];
  return text === '' ? undefined : { id: id === undefined ? undefined : Number(id), text };
}

function toLetters(hex: string): string {
  let letters = '';
  for (let index = 0; letters.length < RANDOM_LENGTH; index += 4)
    letters += ALPHABET[toIntegerBelow(ALPHABET.length, hex.slice(index, index + 4))] ?? '';
  return letters;
}

const RANDOM_LENGTH = 40;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
