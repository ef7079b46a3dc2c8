import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { ResponseHeader } from '../model/contract.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';

/** Compiles the headers of a response. A declared `Content-Type` is ignored (OpenAPI 3.1 section 4.8.17.1). */
export function compileHeaders(source: JsonValue | undefined, reader: SchemaReader): readonly ResponseHeader[] {
  return Object.entries(isJsonObject(source) ? source : {}).flatMap(([name, value]) => {
    if (!isJsonObject(value) || name.toLowerCase() === 'content-type') return [];
    const header = reader.resolve(value);
    const schema = isJsonObject(header['schema']) ? reader.resolve(header['schema']) : {};
    return [{ name: name.toLowerCase(), example: findExample(header, schema, reader) }];
  });
}

function findExample(header: JsonObject, schema: JsonObject, reader: SchemaReader): JsonValue | undefined {
  const [named] = Object.values(isJsonObject(header['examples']) ? header['examples'] : {});
  const listed = Array.isArray(schema['examples']) ? (schema['examples'] as readonly JsonValue[])[0] : undefined;
  const value = isJsonObject(named) ? reader.resolve(named)['value'] : undefined;
  return header['example'] ?? value ?? schema['example'] ?? listed ?? schema['default'];
}
