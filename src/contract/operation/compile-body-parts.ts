import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { MediaType } from '../model/contract.ts';
import { toTexts } from '../model/read-source.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { ValidatorFactory } from '../schema/create-validator-factory.ts';

/** The document around a schema, and its validators. */
export interface BodyPartsContext {
  readonly reader: SchemaReader;
  readonly validators: Pick<ValidatorFactory, 'at'>;
}

/**
 * Returns the validators of the parts of a body under `data`, where they can be validated separately:
 *
 * - The elements of a list, when a body is valid exactly if the body with an empty list is valid and each element is
 *   valid on its own. Keywords that relate elements to each other (`minItems`, `uniqueItems`, another branch) rule that
 *   out.
 * - Any other value, when a body with no other property is valid exactly if the value is.
 */
export function compileBodyParts(
  schema: JsonObject,
  pointer: string,
  { reader, validators }: BodyPartsContext,
): Pick<MediaType, 'validateElement' | 'validateData'> {
  const reference = schema['$ref'];
  const { schema: body, pointer: at } = reader.resolveAt(schema, pointer);
  // Siblings of a reference apply too, and could constrain the parts.
  if (typeof reference === 'string' && (Object.keys(schema).length > 1 || reader.at(reference) !== body)) return {};
  const { properties } = body;
  const data = isJsonObject(properties) ? properties['data'] : undefined;
  if (!isJsonObject(data) || !hasOnly(body, BODY_KEYWORDS)) return {};
  const isPlainList = hasOnly(data, LIST_KEYWORDS) && data['type'] === 'array' && isJsonObject(data['items']);
  if (isPlainList) return { validateElement: validators.at(`${at}/properties/data/items`) };
  const isAlone = body['type'] === 'object' && toTexts(body['required']).every((name) => name === 'data');
  return isAlone ? { validateData: validators.at(`${at}/properties/data`) } : {};
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
