import type { Recipe } from './recipe.ts';

/** Tasks with lists, and with requests that are repeated. */
export const LIST_RECIPES: readonly Recipe[] = [
  {
    words:
      /\bduplicat\w{1,5}|\bunique\b|\bdedup\w{0,8}|\bdupes?\b|\bdoubles?\b|\bonly once\b|\bdistinct\b|\bmore than once\b|\brepeated (?:values?|entries|items?|elements?|names?)\b|\brepetitions?\b|\btwice in\b|\bsame (?:values?|entr(?:y|ies)|items?|elements?|names?|lines?)\b|\bone of each\b/i,
    ts: `export function removeDuplicates<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}`,
    python: `def remove_duplicates(items):
    """Return the items without duplicates, in their original order."""
    return list(dict.fromkeys(items))`,
    note: 'It keeps the first of each group of duplicates and the original order, and looks at every item once.',
  },
  {
    words:
      /\bretr(?:y|ies|ying)\b|\bagain\b.{0,30}\bfail|\bup to \w{1,6} times\b|\b(?:three|3|five|5|several) (?:times|attempts)\b|\battempts?\b|\bbackoff\b|\brepeats?\b.{0,30}\b(?:request|call)\b/i,
    ts: `export async function retry<Result>(request: () => Promise<Result>, attempts = 3): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
    }
  }
}`,
    python: `import time


def retry(request, attempts=3):
    """Call request until it succeeds, at most \`attempts\` times."""
    for attempt in range(1, attempts + 1):
        try:
            return request()
        except Exception:
            if attempt == attempts:
                raise
            time.sleep(0.2 * 2**attempt)`,
    note: 'It tries at most three times, waits longer after each failed attempt, and passes the last error on. Use it for requests that may be sent twice without harm.',
  },
  {
    words: /\bdebounc\w{1,3}\b|\bthrottl\w{1,3}\b/i,
    ts: `export function debounce<Args extends unknown[]>(run: (...args: Args) => void, wait: number): (...args: Args) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), wait);
  };
}`,
    python: `from threading import Timer


def debounce(run, wait):
    """Run only when no further call has come for \`wait\` seconds."""
    timer = None

    def call(*args):
        nonlocal timer
        if timer is not None:
            timer.cancel()
        timer = Timer(wait, run, args)
        timer.start()

    return call`,
    note: 'Each call starts the wait again, so that only the last one of a series runs.',
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
