import type { Resource } from '../contract/resource.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

/** How the texts of a resource's copies are told apart. */
export interface TextRules {
  /** What people call a record: its copies are numbered. */
  readonly titles: ReadonlySet<string>;
  /** Words without spaces that no two records share. */
  readonly identifiers: ReadonlySet<string>;
}

/** Finds what tells the records of a resource apart, by its contract and by the records there are. */
export function findTextRules({ properties, search, sort, computed, key, relations }: Resource, records: readonly JsonObject[]): TextRules {
  const named = new Set([...search, ...sort.map((field) => [field])].flatMap((path) => (path.length === 1 ? path : [])));
  const slugSources = [...computed.values()].flatMap((rule) => (rule.kind === 'slug' ? [rule.from] : []));
  const fields = new Set(records.flatMap((record) => Object.keys(record)));
  const isFree = (field: string): boolean =>
    field !== key && !computed.has(field) && !relations.has(field) && isPlain(properties.get(field));
  const free = [...fields].filter(isFree).map((field) => ({ field, values: textsOf(records, field) }));
  const distinct = free.filter(({ values }) => values.length > 0 && new Set(values).size === values.length);
  const titles = free.filter(
    ({ field, values }) => slugSources.includes(field) || (named.has(field) && isShort(values, properties.get(field))),
  );
  const identifiers = distinct.filter(
    ({ field, values }) => values.every((value) => IDENTIFIER.test(value)) && !titles.some((title) => title.field === field),
  );
  return { titles: toNames(titles), identifiers: toNames(identifiers) };
}

/** A title with its number: `Plans for the launch 7`, no longer than the schema allows. */
export function numberTitle(title: string, number: number, schema: JsonObject | undefined): string {
  const ending = ` ${number}`;
  const longest = typeof schema?.['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  return longest < ending.length ? title : title.slice(0, longest - ending.length) + ending;
}

/** Gives long numbers in a text other digits (an order, a ticket); the same number in the same copy the same ones. Dates, addresses and versions stay. */
export function varyNumbers(text: string, known: Map<string, string>, digits: (length: number) => string): string {
  return text.replaceAll(LONG_NUMBER, (number) => {
    const other = known.get(number) ?? digits(number.length);
    known.set(number, other);
    return other;
  });
}

function isPlain(schema: JsonObject | undefined): boolean {
  return schema === undefined || (schema['enum'] === undefined && schema['format'] === undefined && schema['pattern'] === undefined);
}

function isShort(values: readonly string[], schema: JsonObject | undefined): boolean {
  const longest = Math.max(0, ...values.map((value) => value.length));
  const allowed = schema?.['maxLength'];
  return longest <= LONGEST_TITLE && (typeof allowed !== 'number' || allowed <= LONGEST_FIELD) && new Set(values).size * 2 > values.length;
}

function textsOf(records: readonly JsonObject[], field: string): readonly string[] {
  return records.flatMap((record) => {
    const value: JsonValue | undefined = record[field];
    return typeof value === 'string' ? [value] : [];
  });
}

function toNames(fields: readonly { readonly field: string }[]): ReadonlySet<string> {
  return new Set(fields.map(({ field }) => field));
}

const IDENTIFIER = /^[A-Za-z][\w-]{2,39}$/;
const LONGEST_TITLE = 120;
const LONGEST_FIELD = 255;
const LONG_NUMBER = /(?<![\w./:#-])(?!(?:19|20)\d\d(?!\d))\d{4,12}(?![\w/:-]|\.\d)/g;
