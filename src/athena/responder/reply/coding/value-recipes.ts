import type { Recipe } from './recipe.ts';

/** Tasks with texts, numbers and dates. */
export const VALUE_RECIPES: readonly Recipe[] = [
  {
    words:
      /\b(?:fetch\w{0,3}|download\w{0,3}|http|api (?:call|request)|call\w{0,3} (?:an|the) api|get\w{0,4} .{0,20}\burl)\b/i,
    ts: `export async function fetchJson<Body>(url: string): Promise<Body> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(\`GET \${url} responded with \${response.status}.\`);
  return (await response.json()) as Body;
}`,
    python: `import json
from urllib.request import urlopen


def fetch_json(url):
    """Return the JSON behind a URL. Raises an error for any status but 2xx."""
    with urlopen(url, timeout=10) as response:
        return json.load(response)`,
    note: 'It gives up after ten seconds, and a status that is not a success is an error rather than an empty result.',
  },
  {
    words: /\b(?:slugs?|slugify|url-friendly)\b/i,
    ts: `export function toSlug(text: string): string {
  return text.normalize('NFKD').replace(/[^\\w\\s-]/g, '').trim().toLowerCase().replace(/[\\s_-]+/g, '-');
}`,
    python: `import re
import unicodedata


def to_slug(text):
    """Return the text as a slug: lower case, with hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[\\s_-]+", "-", re.sub(r"[^\\w\\s-]", "", plain).strip().lower())`,
    note: 'Accents are dropped, and everything that is not a letter, a digit or a hyphen.',
  },
  {
    words: /\bpalindromes?\b/i,
    ts: `export function isPalindrome(text: string): boolean {
  const letters = [...text.toLowerCase()].filter((letter) => /[\\p{L}\\p{N}]/u.test(letter));
  return letters.join('') === letters.toReversed().join('');
}`,
    python: `def is_palindrome(text):
    """Return whether the letters read the same backwards."""
    letters = [letter for letter in text.lower() if letter.isalnum()]
    return letters == letters[::-1]`,
    note: 'Case, spaces and punctuation do not count.',
  },
  {
    words: /\brevers(?:e|es|ing)\b/i,
    ts: `export function reverse(text: string): string {
  return [...text].toReversed().join('');
}`,
    python: `def reverse(text):
    """Return the text backwards."""
    return text[::-1]`,
    note: 'Characters outside the basic alphabet, such as an emoji, stay in one piece.',
  },
  {
    words: /\bfibonacci\b/i,
    ts: `export function fibonacci(count: number): number[] {
  const numbers = [0, 1];
  while (numbers.length < count) numbers.push((numbers.at(-1) ?? 0) + (numbers.at(-2) ?? 0));
  return numbers.slice(0, count);
}`,
    python: `def fibonacci(count):
    """Return the first \`count\` Fibonacci numbers."""
    numbers = [0, 1]
    while len(numbers) < count:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers[:count]`,
    note: 'Each number is the sum of the two before it; nothing is computed twice.',
  },
  {
    words: /\b(?:average|mean|sum|adds? up|total)\b/i,
    ts: `export function average(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}`,
    python: `def average(values):
    """Return the mean of the values, or None when there are none."""
    return sum(values) / len(values) if values else None`,
    note: 'An empty list has no average, so it is not treated as zero.',
  },
  {
    words: /\bchunks?\b|\bbatch(?:es)?\b|\bsplits?\b.{0,20}\b(?:list|array)\b/i,
    ts: `export function toChunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}`,
    python: `def to_chunks(items, size):
    """Return the items in lists of at most \`size\`."""
    return [items[start : start + size] for start in range(0, len(items), size)]`,
    note: 'The last chunk holds what is left and may be shorter.',
  },
  {
    words: /\b(?:dates?|timestamps?|days between)\b/i,
    ts: `export function daysBetween(from: Date, to: Date): number {
  const DAY = 24 * 60 * 60 * 1000;
  return Math.round((Date.UTC(to.getFullYear(), to.getMonth(), to.getDate()) - Date.UTC(from.getFullYear(), from.getMonth(), from.getDate())) / DAY);
}`,
    python: `from datetime import date


def days_between(start: date, end: date) -> int:
    """Return the number of days from start to end."""
    return (end - start).days`,
    note: 'It counts calendar days, so a change to summer time makes no difference.',
  },
];
