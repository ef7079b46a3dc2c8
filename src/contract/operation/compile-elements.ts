import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { Validator } from '../model/contract.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { ValidatorFactory } from '../schema/create-validator-factory.ts';

/** The document around a schema, and its validators. */
export interface ElementsContext {
  readonly reader: SchemaReader;
  readonly validators: ValidatorFactory;
}

/**
 * Returns the validator of one element of the list under `data`, or undefined when elements cannot be validated
 * separately. They can when a body is valid exactly if the body with an empty list is valid and each element is valid
 * on its own. Keywords that relate elements to each other (`minItems`, `uniqueItems`, another branch) rule that out.
 */
export function compileElements(
  schema: JsonObject,
  pointer: string,
  { reader, validators }: ElementsContext,
): Validator | undefined {
  const reference = schema['$ref'];
  const body = reader.resolveAt(schema, pointer);
  // Siblings of a reference apply too, and could constrain the list.
  if (typeof reference === 'string' && (Object.keys(schema).length > 1 || reader.at(reference) !== body.schema))
    return undefined;
  const properties = body.schema['properties'];
  const list = isJsonObject(properties) ? properties['data'] : undefined;
  if (!isJsonObject(list) || !isJsonObject(list['items'])) return undefined;
  const isPlain = hasOnly(body.schema, BODY_KEYWORDS) && hasOnly(list, LIST_KEYWORDS) && list['type'] === 'array';
  return isPlain ? validators.at(`${body.pointer}/properties/data/items`) : undefined;
}

function hasOnly(schema: JsonObject, keywords: ReadonlySet<string>): boolean {
  return Object.keys(schema).every((keyword) => keywords.has(keyword) || keyword.startsWith('x-'));
}

const ANNOTATIONS = ['title', 'description', 'example', 'examples', 'deprecated'];
const BODY_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  ...ANNOTATIONS,
]);
const LIST_KEYWORDS: ReadonlySet<string> = new Set(['type', 'items', ...ANNOTATIONS]);
