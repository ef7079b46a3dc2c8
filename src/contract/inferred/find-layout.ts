import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { Layout } from '../model/collection.ts';
import type { MediaType, ResponseObject } from '../model/contract.ts';
import { coversMediaType, isJsonMediaType } from '../schema/media-type-name.ts';
import { findElement, findProperty, readItemSchema } from './read-item-schema.ts';
import type { SchemaAt, SchemaReader } from '../schema/schema-reader.ts';

/** The position of the items in a body, and the schema of one item. */
export interface FoundLayout {
  readonly layout: Layout;
  readonly item: SchemaAt | undefined;
}

/** Finds the position of one item, or of a list of items, in a response. `isItem` recognizes the schema of an item. */
export function findLayout(
  response: ResponseObject,
  shape: 'one' | 'many',
  isItem: IsItem,
  reader: SchemaReader,
): FoundLayout {
  const mediaType = findJson(response);
  if (mediaType === undefined) return { layout: response.mediaTypes.length === 0 ? NOTHING : OTHER, item: undefined };
  if (mediaType.schema === undefined) return { layout: { kind: 'bare', limit: undefined }, item: undefined };
  const at = reader.resolveAt(reader.at(mediaType.pointer), mediaType.pointer);
  const found = shape === 'one' ? at : findElement(at, reader);
  if (found !== undefined && (shape === 'many' ? mayBeItem(found, isItem, reader) : isItem(found))) {
    return { layout: { kind: 'bare', limit: toLimit(at.schema) }, item: found };
  }
  return findWrapped(at, shape, isItem, reader) ?? { layout: OTHER, item: undefined };
}

/** Tells whether a schema describes an item of the collection. */
export type IsItem = (at: SchemaAt) => boolean;

/**
 * Finds the property that holds the items: `{ data: {...} }`, `{ pets: [...], total }`. Undefined when several could.
 */
function findWrapped(
  at: SchemaAt,
  shape: 'one' | 'many',
  isItem: IsItem,
  reader: SchemaReader,
): FoundLayout | undefined {
  const candidates = [...readItemSchema(at, reader).properties.keys()].flatMap((property) => {
    const value = findProperty(at, property, reader);
    const found = value === undefined || shape === 'one' ? value : findElement(value, reader);
    return value === undefined || found === undefined || !isItem(found) ? [] : [{ property, value, found }];
  });
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) return undefined;
  const limit = toLimit(reader.resolve(only.value.schema));
  return { layout: { kind: 'wrapped', property: only.property, pointer: at.pointer, limit }, item: only.found };
}

function findJson({ mediaTypes }: ResponseObject): MediaType | undefined {
  return (
    mediaTypes.find(({ name }) => isJsonMediaType(name)) ??
    mediaTypes.find(({ name }) => coversMediaType(name, 'application/json'))
  );
}

/** True when elements of a bare array are items: by their schema, or because that schema allows anything. */
function mayBeItem(element: SchemaAt, isItem: IsItem, reader: SchemaReader): boolean {
  const schema = reader.resolve(element.schema);
  return isItem(element) || Object.keys(schema).length === 0;
}

function toLimit({ maxItems }: JsonObject): number | undefined {
  return typeof maxItems === 'number' ? maxItems : undefined;
}

/** True for a schema that may describe an object. */
export function isObjectSchema(schema: JsonObject): boolean {
  const type = schema['type'];
  if (type !== undefined) return type === 'object' || (Array.isArray(type) && type.includes('object'));
  return isJsonObject(schema['properties']) || COMPOSITIONS.some((keyword) => Array.isArray(schema[keyword]));
}

const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf'];
const NOTHING: Layout = { kind: 'nothing' };
const OTHER: Layout = { kind: 'other' };
