import type { JsonValue } from '../../kernel/json/json.ts';
import { cutTo } from '../../kernel/text/cut-to.ts';

/**
 * Creates a unique slug from a text (`My OpenAI` → `my-openai`), at most `limit` characters long. Appends a number if
 * the slug is taken. Equals the platform's Str::slug for Latin letters.
 */
export function createSlug(text: JsonValue | undefined, isTaken: (slug: string) => boolean, limit: number): string {
  const base = cutTo(toSlug(typeof text === 'string' ? text : ''), Math.min(limit, MAX_LENGTH));
  let slug = base;
  for (let number = 2; isTaken(slug); number += 1) slug = cutTo(base, limit - `-${number}`.length) + `-${number}`;
  return slug;
}

function toSlug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-') || 'untitled';
}

const MAX_LENGTH = 200;
