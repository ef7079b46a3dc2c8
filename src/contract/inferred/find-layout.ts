import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { Layout } from '../model/collection.ts';
import type { MediaType, ResponseObject } from '../model/contract.ts';
import { isJsonMediaType } from '../schema/media-type-name.ts';
import { findElement, findProperty, readItemSchema } from './read-item-schema.ts';
import type { SchemaAt, SchemaReader } from '../schema/schema-reader.ts';

/** Where the items lie in a body, and their schema: of a list the schema of one. */
export interface FoundLayout {
  readonly layout: Layout;
  readonly item: SchemaAt | undefined;
}

/**
 * Finds how one item, or a list of them, lies in what an operation answers. `isItem` says whether a schema is one of an
 * item.
 */
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

/** Whether a schema is one of an item of the collection. */
export type IsItem = (at: SchemaAt) => boolean;

/** `{ data: {...} }`, `{ pets: [...], total }`: the one property that holds items. */
function findWrapped(
  at: SchemaAt,
  shape: 'one' | 'many',
  isItem: IsItem,
  reader: SchemaReader,
): FoundLayout | undefined {
  const candidates = [...readItemSchema(at, reader).properties.keys()].flatMap((property) => {
    const place = findProperty(at, property, reader);
    const found = place === undefined || shape === 'one' ? place : findElement(place, reader);
    return place === undefined || found === undefined || !isItem(found) ? [] : [{ property, place, found }];
  });
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) return undefined;
  const limit = toLimit(reader.resolve(only.place.schema));
  return { layout: { kind: 'wrapped', property: only.property, pointer: at.pointer, limit }, item: only.found };
}

function findJson({ mediaTypes }: ResponseObject): MediaType | undefined {
  return (
    mediaTypes.find(({ name }) => isJsonMediaType(name)) ??
    mediaTypes.find(({ name }) => name === '*/*' || name === 'application/*')
  );
}

/** The elements of a bare array are items unless they are plainly something else. */
function mayBeItem(element: SchemaAt, isItem: IsItem, reader: SchemaReader): boolean {
  const schema = reader.resolve(element.schema);
  return isItem(element) || Object.keys(schema).length === 0;
}

function toLimit({ maxItems }: JsonObject): number | undefined {
  return typeof maxItems === 'number' ? maxItems : undefined;
}

/** True for what may hold an object. */
export function isObjectSchema(schema: JsonObject): boolean {
  const type = schema['type'];
  if (type !== undefined) return type === 'object' || (Array.isArray(type) && type.includes('object'));
  return isJsonObject(schema['properties']) || COMPOSITIONS.some((keyword) => Array.isArray(schema[keyword]));
}

const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf'];
const NOTHING: Layout = { kind: 'nothing' };
const OTHER: Layout = { kind: 'other' };
