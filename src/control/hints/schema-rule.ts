import type { Operation } from '../../contract/model/contract.ts';
import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import type { SchemaAt, SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { FieldViolation } from '../../kernel/problem.ts';

/** The keyword of a schema that a field breaks. */
export interface SchemaRule {
  /** JSON Pointer (RFC 6901) of the keyword, or of the field's schema, in the bundled document. */
  readonly pointer: string;
  /** The value of the keyword, when it is short: `255`. */
  readonly expects?: JsonValue;
}

/** Finds the keyword that a violation breaks. Undefined when no schema declares the field. */
export type FindSchemaRule = (
  violation: FieldViolation,
  operation: Operation,
  contentType: string | undefined,
) => SchemaRule | undefined;

/** Creates the search in a document. */
export function createFindSchemaRule(reader: SchemaReader): FindSchemaRule {
  return function findSchemaRule({ field, location, keyword }, operation, contentType) {
    const start = findStart({ field, location }, operation, contentType);
    if (start === undefined) return undefined;
    const root = reader.resolveAt(reader.at(start.pointer), start.pointer);
    // A property that is missing or not declared has no schema of its own to break.
    const steps = OF_PARENT.has(keyword) ? start.steps.slice(0, -1) : start.steps;
    const schema = findBelow(root, steps, { reader, depth: 0 });
    const found = schema === undefined ? undefined : findKeyword(schema, keyword, { reader, depth: 0 });
    if (found === undefined) return schema === undefined ? undefined : { pointer: schema.pointer };
    const expects = found.schema[keyword] ?? null;
    const pointer = found.pointer + toPointer([keyword]);
    return JSON.stringify(expects).length > MAX_EXPECTED ? { pointer } : { pointer, expects };
  };
}

interface Start {
  readonly pointer: string;
  readonly steps: readonly string[];
}

function findStart(
  { field, location }: Pick<FieldViolation, 'field' | 'location'>,
  { body, parameters }: Operation,
  contentType: string | undefined,
): Start | undefined {
  const steps = field.split('.');
  if (location === 'body') {
    const name = toMediaTypeName(contentType ?? '');
    const mediaType = body?.mediaTypes.find((each) => each.name === name) ?? body?.mediaTypes[0];
    // A violation of the whole body has the field `body`.
    return mediaType && { pointer: mediaType.pointer, steps: field === 'body' ? [] : steps };
  }
  const parameter = parameters.find(
    (each) => each.in === location && (field === each.field || field.startsWith(`${each.field}.`)),
  );
  return parameter && { pointer: parameter.pointer, steps: steps.slice(parameter.field.split('.').length) };
}

interface Search {
  readonly reader: SchemaReader;
  readonly depth: number;
}

/** Returns the schema of a field. Property names may have dots, so the longest name that exists is taken. */
function findBelow(at: SchemaAt, steps: readonly string[], search: Search): SchemaAt | undefined {
  if (steps.length === 0) return at;
  if (search.depth > MAX_DEPTH) return undefined;
  const below = { ...search, depth: search.depth + 1 };
  const { properties, items, additionalProperties } = at.schema;
  for (let length = Math.min(steps.length, MAX_DOTS); length > 0; length -= 1) {
    const name = steps.slice(0, length).join('.');
    const property = isJsonObject(properties) ? findOwn(properties, name) : undefined;
    if (property !== undefined)
      return findBelow(step(at, ['properties', name], property, search), steps.slice(length), below);
  }
  if (isJsonObject(items) && /^\d+$/.test(steps[0] ?? ''))
    return findBelow(step(at, ['items'], items, search), steps.slice(1), below);
  for (const branch of branchesOf(at, search)) {
    const found = findBelow(branch, steps, below);
    if (found !== undefined) return found;
  }
  return isJsonObject(additionalProperties)
    ? findBelow(step(at, ['additionalProperties'], additionalProperties, search), steps.slice(1), below)
    : undefined;
}

/**
 * Returns the schema that has a keyword: this one, a branch of it, or that of its items, since a list in a query is one
 * field.
 */
function findKeyword(at: SchemaAt, keyword: string, search: Search): SchemaAt | undefined {
  if (Object.hasOwn(at.schema, keyword)) return at;
  if (search.depth > MAX_DEPTH) return undefined;
  const { items } = at.schema;
  const ofItems = isJsonObject(items) ? [step(at, ['items'], items, search)] : [];
  for (const branch of [...branchesOf(at, search), ...ofItems]) {
    const found = findKeyword(branch, keyword, { ...search, depth: search.depth + 1 });
    if (found !== undefined) return found;
  }
  return undefined;
}

function branchesOf(at: SchemaAt, search: Search): readonly SchemaAt[] {
  return UNIONS.flatMap((union) => {
    const branches = at.schema[union];
    return Array.isArray(branches)
      ? branches.map((branch: JsonValue, index) => step(at, [union, index], branch, search))
      : [];
  });
}

function step(
  { pointer }: SchemaAt,
  steps: readonly (string | number)[],
  node: JsonValue,
  { reader }: Search,
): SchemaAt {
  return reader.resolveAt(isJsonObject(node) ? node : {}, pointer + toPointer(steps));
}

const UNIONS = ['allOf', 'anyOf', 'oneOf'];
/** Keywords of an object whose violation names one of its properties. */
const OF_PARENT: ReadonlySet<string> = new Set(['required', 'additionalProperties', 'unevaluatedProperties']);
/** Schemas that may refer to themselves are followed no further. */
const MAX_DEPTH = 16;
/** Dots in the name of a property. */
const MAX_DOTS = 3;
/** Characters of a keyword's value as JSON. */
const MAX_EXPECTED = 200;
