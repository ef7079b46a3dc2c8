import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';

/**
 * Returns the text with the values that a schema allows in place of those that are similar to them: `nam` may be meant
 * as `name`. A list in one text is corrected value by value. Undefined when a value is like none that is allowed, or
 * when the schema allows any.
 */
export function findNearText(text: string, schema: JsonObject, reader: SchemaReader): string | undefined {
  const { items } = reader.resolve(schema);
  const values = listTexts(isJsonObject(items) ? items : schema, reader);
  const near = (isJsonObject(items) ? text.split(',') : [text]).map((one) =>
    values.includes(one) ? one : findNearestName(one, values),
  );
  return near.every((one) => one !== undefined) ? near.join(',') : undefined;
}

/** Returns the schema of a property, also of one that a part of the schema declares. */
export function findProperty(schema: JsonObject, name: string, reader: SchemaReader, depth = 0): JsonObject {
  const { properties, allOf } = reader.resolve(schema);
  const own = isJsonObject(properties) ? findOwn(properties, name) : undefined;
  if (isJsonObject(own)) return own;
  if (depth > MAX_DEPTH) return {};
  const found = listObjects(allOf).map((part) => findProperty(part, name, reader, depth + 1));
  return found.find((part) => Object.keys(part).length > 0) ?? {};
}

/** Returns the texts that a schema, or an alternative of it, allows. */
function listTexts(schema: JsonObject, reader: SchemaReader, depth = 0): readonly string[] {
  const { enum: values, allOf, anyOf, oneOf } = reader.resolve(schema);
  const own = Array.isArray(values) ? values.filter((value: JsonValue) => typeof value === 'string') : [];
  if (depth > MAX_DEPTH) return own;
  const parts = [allOf, anyOf, oneOf].flatMap(listObjects);
  return [...own, ...parts.flatMap((part) => listTexts(part, reader, depth + 1))];
}

function listObjects(list: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** Schemas that may refer to themselves are followed no further. */
const MAX_DEPTH = 8;
