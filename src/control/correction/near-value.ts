import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toSimpleValue } from '../../kernel/json/simple-value.ts';
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
export function findProperty(schema: JsonObject, name: string, reader: SchemaReader): JsonObject {
  for (const { properties } of listParts(schema, ['allOf'], reader)) {
    const own = isJsonObject(properties) ? findOwn(properties, name) : undefined;
    if (isJsonObject(own)) return own;
  }
  return {};
}

/** Returns the value of an example, otherwise the simplest value of a schema if it is valid. */
export function findSimplest(
  schema: JsonObject,
  validate: (value: JsonValue) => readonly unknown[],
  reader: SchemaReader,
): JsonValue | undefined {
  const value = toSimplest(schema, reader);
  return validate(value).length === 0 ? value : undefined;
}

/** Returns the value of an example, otherwise the simplest value of a schema. It may be invalid. */
export function toSimplest(schema: JsonObject, reader: SchemaReader): JsonValue {
  return toSimpleValue(reader.resolve(schema), (one) => (isJsonObject(one) ? reader.resolve(one) : {}));
}

/** Returns the texts that a schema, or an alternative of it, allows. */
function listTexts(schema: JsonObject, reader: SchemaReader): readonly string[] {
  const parts = [...listParts(schema, ['allOf', 'anyOf', 'oneOf'], reader)];
  return parts
    .flatMap(({ enum: values }) => (Array.isArray(values) ? (values as JsonValue[]) : []))
    .filter((value) => typeof value === 'string');
}

/** Returns a schema and its parts by some keywords, each once: schemas may refer to themselves. */
function listParts(schema: JsonObject, keywords: readonly string[], reader: SchemaReader): ReadonlySet<JsonObject> {
  const parts = new Set([reader.resolve(schema)]);
  // A set that grows while it is iterated is iterated to its new end.
  for (const part of parts) {
    const inner = keywords.map((keyword) => part[keyword]).flatMap(listObjects);
    for (const each of inner) parts.add(reader.resolve(each));
  }
  return parts;
}

function listObjects(list: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
