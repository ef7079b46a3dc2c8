import type { Recipe } from './recipe.ts';

/** Tasks with objects, single values and their text. */
export const OBJECT_RECIPES: readonly Recipe[] = [
  {
    words: /\b(?:pick|omit|keep|select|extract)s?\b.{0,40}\b(?:keys?|fields?|propert(?:y|ies)|columns?)\b/i,
    ts: `export function pick<Value extends object, Key extends keyof Value>(value: Value, keys: readonly Key[]): Pick<Value, Key> {
  return Object.fromEntries(keys.filter((key) => key in value).map((key) => [key, value[key]])) as Pick<Value, Key>;
}`,
    python: `def pick(record, keys):
    """Return the record with these keys alone."""
    return {key: record[key] for key in keys if key in record}`,
    note: 'Keys that the object lacks are left out rather than set to nothing.',
  },
  {
    words: /\bdeep(?:ly)?[- ](?:clone|copy|copies)\b|\bclone\b|\bcopy of an object\b/i,
    ts: `export function clone<Value>(value: Value): Value {
  return structuredClone(value);
}`,
    python: `from copy import deepcopy


def clone(value):
    """Return a copy that shares nothing with the original."""
    return deepcopy(value)`,
    note: 'Nested objects are copied too. In TypeScript, functions cannot be copied and raise an error.',
  },
  {
    words: /\bflatten\w{0,3}\b|\bnested (?:lists?|arrays?)\b/i,
    ts: `export function flatten<Item>(lists: readonly (readonly Item[])[]): Item[] {
  return lists.flat();
}`,
    python: `from itertools import chain


def flatten(lists):
    """Return the items of all lists in one list."""
    return list(chain.from_iterable(lists))`,
    note: 'It opens one level; lists within the items stay as they are.',
  },
  {
    words: /\bshuffl\w{1,3}\b|\brandom order\b/i,
    ts: `export function shuffle<Item>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, key: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 }));
  return keyed.toSorted((left, right) => left.key - right.key).map(({ item }) => item);
}`,
    python: `import random


def shuffle(items):
    """Return the items in random order."""
    return random.sample(items, len(items))`,
    note: 'Each order is equally likely, and the given list is left alone.',
  },
  {
    words:
      /\bformat\w{0,4}\b.{0,30}\b(?:dates?|times?|timestamps?)\b|\b(?:dates?|timestamps?)\b.{0,30}\b(?:format\w{0,4}|as text|readable|yyyy|dd)\b/i,
    ts: `export function formatDate(date: Date, locale = 'en-GB'): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(date);
}`,
    python: `from datetime import date


def format_date(day: date) -> str:
    """Return the date as \`3 June 2025\`."""
    return f"{day.day} {day:%B %Y}"`,
    note: 'It gives a date such as 3 June 2025. Name another pattern, and I will change it.',
  },
  {
    words: /\b(?:format|show|display|print)\w{0,4}\b.{0,30}\b(?:money|prices?|currenc\w{1,3}|cents|euros?|amounts?)\b/i,
    ts: `export function formatMoney(cents: number, currency = 'EUR', locale = 'en-GB'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100);
}`,
    python: `def format_money(cents, sign="€"):
    """Return an amount in cents as text, such as \`€1,234.50\`."""
    return f"{sign}{cents / 100:,.2f}"`,
    note: 'It takes cents, so that no sum is off by a rounding error.',
  },
  {
    words: /\bcapitali[sz]\w{1,3}\b|\btitle case\b|\bupper ?case\b.{0,20}\bfirst\b|\bfirst letter\b/i,
    ts: `export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}`,
    python: `def capitalise(text):
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]`,
    note: 'The other letters stay as they are, so abbreviations are not spoilt.',
  },
  {
    words: /\b(?:count\w{0,3}|number of)\b.{0,20}\bwords\b|\bword count\b/i,
    ts: `export function countWords(text: string): number {
  return text.match(/[\\p{L}\\p{N}'’-]+/gu)?.length ?? 0;
}`,
    python: `import re


def count_words(text):
    """Return how many words a text has."""
    return len(re.findall(r"[\\w'’-]+", text))`,
    note: 'A word with a hyphen or an apostrophe counts once.',
  },
  {
    words:
      /\bclamp\w{0,3}\b|\bbetween (?:a |the )?min\w{0,4} and\b|\b(?:limits?|keeps?) (?:a |the )?(?:number|value)\b/i,
    ts: `export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}`,
    python: `def clamp(value, least, most):
    """Return the value, kept between two bounds."""
    return max(least, min(value, most))`,
    note: 'A value within the bounds comes back unchanged.',
  },
  {
    words: /\b(?:uuid|random (?:id|string|password|token)|unique id)s?\b/i,
    ts: `export function createId(): string {
  return crypto.randomUUID();
}`,
    python: `from uuid import uuid4


def create_id():
    """Return a random identifier."""
    return str(uuid4())`,
    note: 'It is random enough that two will not meet. For a secret, such as a token, take it as it is and do not shorten it.',
  },
  {
    words:
      /\b(?:largest|biggest|highest|maximum|smallest|lowest|minimum)\b.{0,30}\b(?:list|array|items?|numbers?|values?)\b/i,
    ts: `export function findLargest<Item>(items: readonly Item[], toValue: (item: Item) => number): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best === undefined || toValue(item) > toValue(best) ? item : best),
    undefined,
  );
}`,
    python: `def find_largest(items, value):
    """Return the item with the largest \`value(item)\`, or None when there is none."""
    return max(items, key=value, default=None)`,
    note: 'Of equal ones the first is returned. Turn the comparison around for the smallest.',
  },
];
