import type { Resource } from '../../contract/model/resource.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Which fields tell the copies of a resource's records apart. */
export interface TextRules {
  /** Names and titles: copies get a number appended. */
  readonly titles: ReadonlySet<string>;
  /** Descriptions: copies get a place appended. */
  readonly descriptions: ReadonlySet<string>;
  /** Words without spaces that are unique among the records. */
  readonly identifiers: ReadonlySet<string>;
  /** Stored integers that are unique among the records: copies continue the count. */
  readonly numbers: ReadonlySet<string>;
}

/** Finds the fields that tell a resource's records apart, from its contract and its existing records. */
export function findTextRules(resource: Resource, records: readonly JsonObject[]): TextRules {
  const { properties, search, sort, computed, key, relations, stored } = resource;
  const sorted = [...sort, ...[...computed.values()].flatMap((rule) => (rule.kind === 'slug' ? [rule.from] : []))];
  const searched = search.flatMap((path) => (path.length === 1 ? path : []));
  const isFree = (field: string): boolean =>
    field !== key && !computed.has(field) && !relations.has(field) && isPlain(properties.get(field));
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(isFree);
  const isTitle = (field: string): boolean => {
    const values = textsOf(records, field);
    return (
      (sorted.includes(field) || (searched.includes(field) && values.some((value) => value.includes(' ')))) &&
      isShort(values, properties.get(field))
    );
  };
  const isIdentifier = (field: string): boolean =>
    isDistinct(textsOf(records, field)) && textsOf(records, field).every((value) => IDENTIFIER.test(value));
  const isNumber = (field: string): boolean =>
    isDistinct(records.map((record) => record[field])) && records.every((record) => Number.isInteger(record[field]));
  const titles = new Set(fields.filter(isTitle));
  return {
    titles,
    descriptions: new Set(fields.filter((field) => field === DESCRIPTION && !titles.has(field))),
    identifiers: new Set(fields.filter((field) => !titles.has(field) && field !== DESCRIPTION && isIdentifier(field))),
    numbers: new Set([...stored].filter(isNumber)),
  };
}

/** Appends a number to a title (`Plans for the launch 7`), cut to the schema's `maxLength`. */
export function numberTitle(title: string, number: number, schema: JsonObject | undefined): string {
  const ending = ` ${number}`;
  const longest = typeof schema?.['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  return longest < ending.length ? title : title.slice(0, longest - ending.length) + ending;
}

/**
 * Appends a place to a description, so that no two copies have the same: `Reads what is returned (Lisbon).` `number`
 * counts the copies, from 2. Longer than the schema's `maxLength`, it stays.
 */
export function varyDescription(text: string, number: number, schema: JsonObject | undefined): string {
  const place = PLACES[(number - FIRST_COPY) % PLACES.length] ?? '';
  const round = Math.floor((number - FIRST_COPY) / PLACES.length) + 1;
  const [, sentence = text, end = ''] = /^(.*?)([.!?]?)$/s.exec(text) ?? [];
  const varied = `${sentence} (${round === 1 ? place : `${place} ${round}`})${end}`;
  const longest = schema?.['maxLength'];
  return typeof longest === 'number' && varied.length > longest ? text : varied;
}

/**
 * Replaces long numbers in a text (an order, a ticket) by other digits; `known` maps the same number to the same
 * digits. Dates, addresses and versions stay.
 */
export function varyNumbers(text: string, known: Map<string, string>, digits: (length: number) => string): string {
  return text.replaceAll(LONG_NUMBER, (number) => {
    return getOrCreate(known, number, () => digits(number.length));
  });
}

function isPlain(schema: JsonObject | undefined): boolean {
  return (
    schema === undefined ||
    (schema['enum'] === undefined && schema['format'] === undefined && schema['pattern'] === undefined)
  );
}

function isShort(values: readonly string[], schema: JsonObject | undefined): boolean {
  const longest = Math.max(0, ...values.map((value) => value.length));
  const allowed = schema?.['maxLength'];
  return (
    longest <= MAX_TITLE_LENGTH &&
    (typeof allowed !== 'number' || allowed <= MAX_FIELD_LENGTH) &&
    new Set(values).size * 2 > values.length
  );
}

function textsOf(records: readonly JsonObject[], field: string): readonly string[] {
  return records.flatMap((record) => {
    const value: JsonValue | undefined = record[field];
    return typeof value === 'string' ? [value] : [];
  });
}

function isDistinct(values: readonly unknown[]): boolean {
  return values.length > 0 && new Set(values).size === values.length;
}

const DESCRIPTION = 'description';
/** The original counts as the first. */
const FIRST_COPY = 2;
const PLACES =
  'Lisbon Oslo Hamburg Lyon Porto Turin Ghent Gdansk Zurich Malmo Bergen Cork Graz Bilbao Tallinn Aarhus Utrecht Leipzig Nantes Verona Krakow Vilnius Tampere Basel Leeds Galway Seville Trieste Riga Bremen Lille Brno'.split(
    ' ',
  );
const IDENTIFIER = /^[A-Za-z][\w-]{2,39}$/;
const MAX_TITLE_LENGTH = 120;
const MAX_FIELD_LENGTH = 255;
const LONG_NUMBER = /(?<![\w./:#-])(?!(?:19|20)\d\d(?!\d))\d{4,12}(?![\w/:-]|\.\d)/g;
