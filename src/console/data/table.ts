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

/** What the records are called that a property refers to. */
export interface RelationLabels {
  /** The relation's name. */
  readonly name: string;
  readonly property: string;
  /** By key. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Returns records with the labels of those that they refer to, each under the name of its relation. */
export function addLabels(
  records: readonly JsonObject[],
  relations: readonly RelationLabels[] = [],
): readonly JsonObject[] {
  if (relations.length === 0) return records;
  return records.map((record) => {
    const labelled = relations.flatMap(({ name, property, labels }) => {
      const label = name in record ? undefined : labels.get(String(record[property]));
      return label === undefined ? [] : [[name, label] as const];
    });
    return { ...record, ...Object.fromEntries(labelled) };
  });
}

/**
 * Returns the columns to show at first: those that tell records apart lead, which are names and other texts; dates and
 * keys follow. A key of few characters is itself a name. The rest is in the record.
 */
export function chooseColumns(
  records: readonly JsonObject[],
  key: string,
  relations: readonly RelationLabels[] = [],
): readonly string[] {
  const sample = records.slice(0, SAMPLE);
  const names = [...new Set(sample.flatMap((record) => Object.keys(record)))].filter((name) => name !== key);
  // The label says more than the key beside it.
  const labelled = new Set(relations.filter(({ name }) => names.includes(name)).map(({ property }) => property));
  const weights = new Map(names.map((name) => [name, labelled.has(name) ? 0 : weigh(name, sample)]));
  const chosen = names
    .filter((name) => (weights.get(name) ?? 0) > 0)
    .toSorted((left, right) => (weights.get(right) ?? 0) - (weights.get(left) ?? 0))
    .slice(0, MAX_COLUMNS - 1);
  const isShort = sample.every((record) => String(record[key]).length <= SHORT_KEY);
  return isShort ? [key, ...chosen] : [...chosen, key];
}

/** Returns how much a column helps to tell records apart. */
function weigh(name: string, sample: readonly JsonObject[]): number {
  const values = sample.map((record) => record[name]).filter((value) => value !== null && value !== undefined);
  if (values.length === 0 || values.some((value) => typeof value === 'object')) return 0;
  if (/(?:_hash|password|token)$/.test(name)) return 0;
  const texts = values.map(String);
  // What all records share tells none apart.
  if (new Set(texts).size === 1 && sample.length > 1) return 1;
  // A column that few records fill tells few apart.
  return (weighText(name, texts) * values.length) / sample.length;
}

function weighText(name: string, texts: readonly string[]): number {
  const known = KNOWN.indexOf(name);
  if (known !== -1) return 100 - known;
  if (texts.every((text) => DATE.test(text))) return name === 'created_at' ? 9 : 8;
  if (texts.every((text) => KEY.test(text)) || /(?:^|_)(?:id|uuid)s?$/.test(name)) return 3;
  const length = Math.max(...texts.map((text) => text.length));
  const isNamed = /(?:name|title|label|email)$/i.test(name);
  return (isNamed ? 50 : 20) + (20 * new Set(texts).size) / texts.length - (length > LONG ? 15 : 0);
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
const KNOWN = ['name', 'title', 'email', 'status', 'role', 'content'];
/** In characters. */
const SHORT_KEY = 8;
const LONG = 40;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?$/;
const KEY = /^(?:[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}|[a-z\d]+:[\da-f]{32,})$/i;
const COLLATOR = new Intl.Collator('en', { numeric: true });
