import type { Relation, Resource } from '../../contract/model/resource.ts';
import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/**
 * Returns a value that can stand for the related resources when a resource is checked: if the resource is valid with
 * it, and each related resource is valid on its own, then the resource is valid with them. Undefined when the schema
 * does not allow this conclusion.
 *
 * It does when the resource's schema applies to each property on its own, and the property's schema is the related
 * schema itself, a list of it without further requirements, or a union with branches that accept the placeholder.
 */
export function compilePlaceholder(
  { kind, name, schema: target }: Relation,
  { schema, properties }: Resource,
  reader: SchemaReader,
): JsonValue | undefined {
  const property = properties.get(name);
  if (property === undefined || !hasOnly(schema, RESOURCE_KEYWORDS)) return undefined;
  if (kind !== 'key') {
    const { items } = property;
    const isList = hasOnly(property, LIST_KEYWORDS) && property['type'] === 'array';
    return isList && isJsonObject(items) && isReferenceTo(items, target, reader) ? [] : undefined;
  }
  const branches: JsonValue | undefined = property['anyOf'];
  if (!hasOnly(property, UNION_KEYWORDS) || !Array.isArray(branches)) return undefined;
  const schemas = branches.filter(isJsonObject);
  if (!schemas.some((branch) => isReferenceTo(branch, target, reader))) return undefined;
  if (schemas.some(isEmptyObject)) return {};
  return schemas.some(({ type }) => type === 'null') ? null : undefined;
}

/** Returns whether a schema is nothing but a reference to the schema of a resource. */
function isReferenceTo(schema: JsonObject, name: string, { findName }: SchemaReader): boolean {
  return hasOnly(schema, REFERENCE_KEYWORDS) && typeof schema['$ref'] === 'string' && findName(schema) === name;
}

function isEmptyObject(schema: JsonObject): boolean {
  return hasOnly(schema, EMPTY_KEYWORDS) && schema['type'] === 'object' && schema['maxProperties'] === 0;
}

function hasOnly(schema: JsonObject, keywords: ReadonlySet<string>): boolean {
  return Object.keys(schema).every((keyword) => keywords.has(keyword) || keyword.startsWith('x-'));
}

const ANNOTATIONS = ['title', 'description', 'example', 'examples', 'deprecated', 'readOnly'];
const RESOURCE_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  ...ANNOTATIONS,
]);
const LIST_KEYWORDS: ReadonlySet<string> = new Set(['type', 'items', ...ANNOTATIONS]);
const UNION_KEYWORDS: ReadonlySet<string> = new Set(['anyOf', ...ANNOTATIONS]);
const REFERENCE_KEYWORDS: ReadonlySet<string> = new Set(['$ref', ...ANNOTATIONS]);
const EMPTY_KEYWORDS: ReadonlySet<string> = new Set(['type', 'maxProperties', ...ANNOTATIONS]);
