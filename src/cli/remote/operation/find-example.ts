import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { findDeclaredValue, type FoundOperation } from './find-operation.ts';
import { listRequired } from './form-fields.ts';
import { listProperties } from './form-files.ts';

/** The JSON body of a call that the contract allows, or the names of what it has no valid value for. */
type ExampleBody = { readonly body: JsonValue | undefined } | { readonly missing: readonly string[] };

/**
 * Returns the JSON body that a call needs: the example of the contract, otherwise the fields that are required, with
 * values that it declares. None where the operation needs no body.
 */
export function findExampleBody(
  document: JsonObject,
  { body: schema, example, isBodyRequired }: FoundOperation,
): ExampleBody {
  if (example !== undefined || schema === undefined || !isBodyRequired) return { body: example };
  const properties = new Map(listProperties(document, schema));
  const required = [...listRequired(document, schema)];
  if (required.length === 0 && properties.size === 0) return { missing: ['its body'] };
  const fields = required.flatMap((name): readonly (readonly [string, JsonValue])[] => {
    const value = findDeclaredValue(properties.get(name) ?? {});
    return value === undefined ? [] : [[name, value]];
  });
  const known = new Map(fields);
  const missing = required.filter((name) => !known.has(name));
  return missing.length > 0 ? { missing } : { body: Object.fromEntries(known) };
}
