import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { Validator } from '../model/contract.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { ValidatorFactory } from '../schema/create-validator-factory.ts';

/** What is known of where a schema stands and how it is compiled. */
export interface ElementsContext {
  readonly reader: SchemaReader;
  readonly validators: ValidatorFactory;
}

/**
 * The validator of one element of the list that a schema has under `data`. Undefined unless a body is right exactly
 * when the same body with no elements is, and each element on its own: where either schema says more than what its
 * properties or elements are (how many, that they differ, what another branch demands) they are right only together.
 */
export function compileElements(
  schema: JsonObject,
  pointer: string,
  { reader, validators }: ElementsContext,
): Validator | undefined {
  const reference = schema['$ref'];
  const body = reader.resolveAt(schema, pointer);
  // What stands beside a reference counts too.
  if (typeof reference === 'string' && (Object.keys(schema).length > 1 || reader.at(reference) !== body.schema))
    return undefined;
  const properties = body.schema['properties'];
  const list = isJsonObject(properties) ? properties['data'] : undefined;
  if (!isJsonObject(list) || !isJsonObject(list['items'])) return undefined;
  const isPlain = saysOnly(body.schema, BODY_KEYWORDS) && saysOnly(list, LIST_KEYWORDS) && list['type'] === 'array';
  return isPlain ? validators.at(`${body.pointer}/properties/data/items`) : undefined;
}

function saysOnly(schema: JsonObject, keywords: ReadonlySet<string>): boolean {
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
