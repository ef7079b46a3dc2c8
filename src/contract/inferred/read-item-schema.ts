import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { ItemSchema } from '../model/collection.ts';
import { toObjects, toTexts } from '../model/read-source.ts';
import type { SchemaAt, SchemaReader } from '../schema/schema-reader.ts';

/** Merges the schema of an object through references and compositions. A circular reference is followed once. */
export function readItemSchema(at: SchemaAt, reader: SchemaReader): ItemSchema {
  const properties = new Map<string, JsonObject>();
  const required = new Set<string>();
  const seen = new Set<JsonObject>();
  let isClosed = false;
  const read = (source: JsonObject, isMandatory: boolean): void => {
    const schema = reader.resolve(source);
    if (seen.has(schema)) return;
    seen.add(schema);
    for (const branch of toObjects(schema['allOf'])) read(branch, isMandatory);
    for (const keyword of ['anyOf', 'oneOf']) for (const branch of toObjects(schema[keyword])) read(branch, false);
    for (const [name, value] of Object.entries(isJsonObject(schema['properties']) ? schema['properties'] : {})) {
      if (isJsonObject(value)) properties.set(name, { ...reader.resolve(value), ...withoutReference(value) });
    }
    if (isMandatory) for (const name of toTexts(schema['required'])) required.add(name);
    if (schema['additionalProperties'] === false || schema['unevaluatedProperties'] === false) isClosed = true;
  };
  read(at.schema, true);
  return { pointer: at.pointer, properties, required, isClosed };
}

/** Returns the schema of a property, also through `allOf`, or undefined when it is not declared. */
export function findProperty(at: SchemaAt, name: string, reader: SchemaReader, depth = 0): SchemaAt | undefined {
  const { schema, pointer } = reader.resolveAt(at.schema, at.pointer);
  const properties = schema['properties'];
  const own = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (isJsonObject(own)) return { schema: own, pointer: pointer + toPointer(['properties', name]) };
  if (depth === MAX_DEPTH) return undefined;
  for (const [index, branch] of toObjects(schema['allOf']).entries()) {
    const found = findProperty(
      { schema: branch, pointer: pointer + toPointer(['allOf', index]) },
      name,
      reader,
      depth + 1,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the schema of an array's elements, or undefined when the schema does not describe an array. */
export function findElement(at: SchemaAt, reader: SchemaReader): SchemaAt | undefined {
  const { schema, pointer } = reader.resolveAt(at.schema, at.pointer);
  const type = schema['type'];
  const isArray =
    type === 'array' ||
    (Array.isArray(type) && type.includes('array')) ||
    (type === undefined && isJsonObject(schema['items']));
  if (!isArray) return undefined;
  return isJsonObject(schema['items'])
    ? { schema: schema['items'], pointer: `${pointer}/items` }
    : { schema: {}, pointer };
}

function withoutReference({ $ref: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

const MAX_DEPTH = 8;
