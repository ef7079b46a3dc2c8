import type { Recipe } from './recipe.ts';

/** Tasks with lists. */
export const LIST_RECIPES: readonly Recipe[] = [
  {
    words:
      /\bduplicat\w{1,5}|\bunique\b|\bdedup\w{0,8}|\bdupes?\b|\bdoubles?\b|\bonly once\b|\bdistinct\b|\b(?:more than once|several times|many times)\b.{0,40}\b(?:list|array|entr\w{1,3}|items?)\b|\b(?:list|array|entr\w{1,3}|items?)\b.{0,60}\b(?:more than once|several times|multiple times)\b|\bmore than once\b|\brepeats\b(?=.{0,40}\b(?:list|out)\b)|\blist\b.{0,20}\brepeats\b|\brepeated (?:values?|entries|items?|elements?|names?)\b|\brepetitions?\b|\btwice in\b|\bsame (?:values?|entr(?:y|ies)|items?|elements?|names?|lines?)\b|\bone of each\b/i,
    ts: `export function removeDuplicates<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}`,
    python: `def remove_duplicates(items):
    """Return the items without duplicates, in their original order."""
    return list(dict.fromkeys(items))`,
    note: 'It keeps the first of each group of duplicates and the original order, and looks at every item once.',
  },
  {
    words: /\bgroup(?:s|ed|ing)?\b|\bcount(?:s|ing)? (?:how often|by|each|the)\b|\bfrequenc\w{1,3}\b|\btally\b/i,
    ts: `export function groupBy<Item, Key>(items: readonly Item[], toKey: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = toKey(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}`,
    python: `from collections import defaultdict


def group_by(items, key):
    """Return the items by the key that \`key(item)\` gives."""
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)`,
    note: 'The size of each group is the count. The order of the items within a group stays.',
  },
  {
    words: /\bsort(?:s|ed|ing)?\b|\border(?:s|ed|ing)? by\b/i,
    ts: `export function sortBy<Item>(items: readonly Item[], toValue: (item: Item) => number): Item[] {
  return items.toSorted((left, right) => toValue(left) - toValue(right));
}`,
    python: `def sort_by(items, value):
    """Return the items sorted by \`value(item)\`, smallest first."""
    return sorted(items, key=value)`,
    note: 'It returns a new list and leaves the given one alone. Items with equal values keep their order.',
  },
  {
    words:
      /\be-?mail\b.{0,20}\b(?:valid|check|verif|correct)|\b(?:valid\w{0,5}|check\w{0,3}|verif\w{1,4})\b.{0,30}\be-?mail/i,
    ts: `export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$/.test(text);
}`,
    python: `import re


def is_email(text):
    """Return whether the text looks like an email address."""
    return len(text) <= 254 and re.fullmatch(r"[^\\s@]+@[^\\s@]+\\.[^\\s@]+", text) is not None`,
    note: 'It only finds obvious mistakes. Whether an address exists, a mail to it alone will tell.',
  },
  {
    words: /\bcsv\b/i,
    ts: `export function parseCsv(text: string): Record<string, string>[] {
  const [head = [], ...rows] = text.trim().split(/\\r?\\n/).map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}`,
    python: `import csv


def read_csv(path):
    """Return the rows of a CSV file as dictionaries."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))`,
    note: 'The first line holds the names of the columns. For quoted fields with commas in TypeScript, take a library.',
  },
];
