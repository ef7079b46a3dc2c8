import type { JsonValue } from '../kernel/json.ts';

/** A text as a slug (`My OpenAI` → `my-openai`), numbered where it is taken; the platform's Str::slug for Latin letters. */
export function createSlug(text: JsonValue | undefined, isTaken: (slug: string) => boolean): string {
  const base = toSlug(typeof text === 'string' ? text : '');
  let slug = base;
  for (let number = 2; isTaken(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}

function toSlug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  // Half of a surrogate pair is no character.
  const slug = words.join('-').slice(0, LONGEST);
  return slug.replace(/[\uD800-\uDBFF]$/, '') || 'untitled';
}

const LONGEST = 200;
