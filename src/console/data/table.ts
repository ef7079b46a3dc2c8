import type { Json, JsonObject } from '../api/types.ts';

/** Which records a table shows, and in which order. */
export interface TableView {
  readonly q: string;
  /** A column; with `-` in front, descending. Empty keeps the order of insertion. */
  readonly sort: string;
  /** From 1. */
  readonly page: number;
}

/** One page of a table. */
export interface TablePage {
  readonly rows: readonly JsonObject[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
}

/**
 * Returns the records of a page: those whose values have every word of `q`, sorted. The word `name:value` looks in one
 * property.
 */
export function toPage(records: readonly JsonObject[], { q, sort, page }: TableView): TablePage {
  const found = records.filter(createSearch(q));
  const sorted = sort === '' ? found : found.toSorted(createOrder(sort));
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE_SIZE));
  const current = Math.min(Math.max(1, page), pages);
  const from = (current - 1) * PAGE_SIZE;
  return { rows: sorted.slice(from, from + PAGE_SIZE), count: sorted.length, page: current, pages };
}

/** Returns the columns to show at first: the key, names, and short values; the rest is in the record. */
export function chooseColumns(records: readonly JsonObject[], key: string): readonly string[] {
  const sample = records.slice(0, SAMPLE);
  const names = [...new Set(sample.flatMap((record) => Object.keys(record)))];
  const weights = new Map(names.map((name) => [name, weigh(name, key, sample)]));
  const chosen = names
    .filter((name) => (weights.get(name) ?? 0) > 0)
    .toSorted((left, right) => (weights.get(right) ?? 0) - (weights.get(left) ?? 0))
    .slice(0, MAX_COLUMNS);
  return [key, ...chosen.filter((name) => name !== key)].slice(0, MAX_COLUMNS);
}

function weigh(name: string, key: string, sample: readonly JsonObject[]): number {
  if (name === key) return 100;
  const values = sample.map((record) => record[name]).filter((value) => value !== null && value !== undefined);
  if (values.length === 0 || values.some((value) => typeof value === 'object')) return 0;
  const known = KNOWN.indexOf(name);
  if (known !== -1) return 90 - known;
  if (/(?:_hash|password|token)$/.test(name)) return 0;
  const length = Math.max(...values.map((value) => String(value).length));
  return length > 40 ? 5 : 20 - length / 4;
}

function createSearch(q: string): (record: JsonObject) => boolean {
  const terms = q.split(/\s+/).filter((term) => term !== '');
  const tests = terms.map(createTest);
  return (record) => tests.every((test) => test(record));
}

function createTest(term: string): (record: JsonObject) => boolean {
  const [, property, value] = /^([\w.]+):(.+)$/.exec(term) ?? [];
  // An expression without regard to case is quicker than texts in lower case, which would have to be made first.
  const pattern = new RegExp(term.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'iu');
  return (record) =>
    property !== undefined && value !== undefined && property in record
      ? hasValue(record[property], value)
      : hasText(record, pattern);
}

/** Whether a value, or one within it, has a text that the pattern matches. */
function hasText(value: Json, pattern: RegExp): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some((one) => hasText(one, pattern));
  return pattern.test(String(value));
}

/** Whether a property is this value, or a list that has it. */
function hasValue(held: Json | undefined, value: string): boolean {
  return Array.isArray(held) ? held.map(String).includes(value) : String(held) === value;
}

function createOrder(sort: string): (left: JsonObject, right: JsonObject) => number {
  const isDescending = sort.startsWith('-');
  const name = isDescending ? sort.slice(1) : sort;
  const sign = isDescending ? -1 : 1;
  return (left, right) => sign * compare(left[name], right[name]);
}

function compare(left: Json | undefined, right: Json | undefined): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return COLLATOR.compare(toText(left), toText(right));
}

function toText(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const PAGE_SIZE = 50;
const SAMPLE = 50;
const MAX_COLUMNS = 6;
const KNOWN = ['name', 'title', 'email', 'status', 'role', 'content', 'created_at'];
const COLLATOR = new Intl.Collator('en', { numeric: true });
