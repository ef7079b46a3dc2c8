import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { childNodes, replaceChild, type NodeKind } from './open-api-grammar.ts';

/**
 * Converts a 3.0 document to the schema dialect of 3.1 (JSON Schema 2020-12), and shares the parts that stay as they
 * are. Returns a 3.1 document unchanged.
 */
export function toOpenApi31(document: JsonObject): JsonObject {
  if (!String(document['openapi']).startsWith('3.0')) return document;
  return { ...convert('document', document), openapi: '3.1.0' };
}

function convert(kind: NodeKind, node: JsonObject): JsonObject {
  let copy: Record<string, JsonValue> | undefined;
  for (const { kind: childKind, steps, value } of childNodes(kind, node)) {
    if (!isJsonObject(value)) continue;
    const child = convert(childKind, value);
    if (child !== value) replaceChild((copy ??= { ...node }), node, steps, child);
  }
  const converted = copy ?? node;
  return kind === 'schema' ? convertSchema(converted) : converted;
}

/**
 * Converts references, `nullable`, and the boolean `exclusiveMinimum` and `exclusiveMaximum` (OpenAPI 3.0.4 section
 * 4.7.24).
 */
function convertSchema(schema: JsonObject): JsonObject {
  const reference = schema['$ref'];
  // Siblings of a $ref are ignored (section 4.7.23), except `nullable`: documents that write it there rely on it.
  if (typeof reference === 'string') {
    if (schema['nullable'] === true) return { anyOf: [{ $ref: reference }, { type: 'null' }] };
    return Object.keys(schema).length === 1 ? schema : { $ref: reference };
  }
  if (!CONVERTED.some((keyword) => schema[keyword] !== undefined)) return schema;
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const result: Record<string, JsonValue> = rest;
  if (typeof exclusiveMinimum === 'number') result['exclusiveMinimum'] = exclusiveMinimum;
  if (typeof exclusiveMaximum === 'number') result['exclusiveMaximum'] = exclusiveMaximum;
  if (exclusiveMinimum === true) move(result, 'minimum', 'exclusiveMinimum');
  if (exclusiveMaximum === true) move(result, 'maximum', 'exclusiveMaximum');
  if (nullable !== true) return result;
  if (typeof result['type'] === 'string')
    return { ...result, type: [result['type'], 'null'], ...nullInEnum(result['enum']) };
  return { anyOf: [result, { type: 'null' }] };
}

function nullInEnum(values: JsonValue | undefined): JsonObject {
  return Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {};
}

function move(schema: Record<string, JsonValue>, from: string, to: string): void {
  const value = schema[from];
  if (value === undefined) return;
  delete schema[from];
  schema[to] = value;
}

const CONVERTED = ['nullable', 'exclusiveMinimum', 'exclusiveMaximum'];
