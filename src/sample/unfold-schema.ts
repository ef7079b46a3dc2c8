import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { findAtPointer } from '../kernel/pointer.ts';

/**
 * A schema of a bundled document without references: each is replaced by what it leads to. Where that would go on for ever, or far, the nearest part that
 * a value can do without is left out: an optional property, the elements of a list, a branch of a union.
 */
export function unfoldSchema(document: JsonObject, pointer: string): JsonObject {
  const unfolder: Unfolder = { document, nodes: 0 };
  const unfolded = unfold({ $ref: `#${pointer}` }, { open: [], isOptional: false }, unfolder);
  return isJsonObject(unfolded) ? unfolded : {};
}

interface Unfolder {
  readonly document: JsonObject;
  /** How many schemas were unfolded. */
  nodes: number;
}

interface Place {
  /** The references that are being followed. */
  readonly open: readonly string[];
  /** A value can do without what stands here. */
  readonly isOptional: boolean;
}

/** Undefined where it would not end. */
function unfold(schema: JsonValue, place: Place, unfolder: Unfolder): JsonValue | undefined {
  if (!isJsonObject(schema)) return schema;
  unfolder.nodes += 1;
  const { $ref: reference, ...rest } = schema;
  if (typeof reference !== 'string') return unfoldKeywords(schema, place, unfolder);
  const isFar = place.open.length > FARTHEST || unfolder.nodes > MOST_NODES;
  if (place.open.includes(reference) || (place.isOptional && isFar) || place.open.length > DEEPEST) return undefined;
  const target = findAtPointer(unfolder.document, reference);
  const content = unfold((target ?? {}) as JsonValue, { ...place, open: [...place.open, reference] }, unfolder);
  if (content === undefined) return undefined;
  const siblings = Object.keys(rest).some((name) => !ANNOTATIONS.has(name)) ? unfoldKeywords(rest, place, unfolder) : {};
  if (siblings === undefined || !isJsonObject(content)) return siblings === undefined ? undefined : content;
  return Object.keys(siblings).length === 0 ? content : { allOf: [content, siblings] };
}

function unfoldKeywords(schema: JsonObject, place: Place, unfolder: Unfolder): JsonObject | undefined {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const result: Record<string, JsonValue> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (PROPERTIES.has(keyword) && isJsonObject(value)) {
      const properties = unfoldProperties(value, (name) => keyword === 'properties' && required.has(name), place, unfolder);
      if (properties === undefined) return undefined;
      result[keyword] = properties;
    } else if (UNIONS.has(keyword) && Array.isArray(value)) {
      const branches = value.flatMap((branch: JsonValue) => unfold(branch, { ...place, isOptional: value.length > 1 }, unfolder) ?? []);
      if (branches.length === 0 && value.length > 0) return undefined;
      result[keyword] = branches;
    } else if (LISTS.has(keyword) && Array.isArray(value)) {
      const parts = value.map((part: JsonValue) => unfold(part, place, unfolder));
      if (parts.some((part) => part === undefined)) return undefined;
      result[keyword] = parts as readonly JsonValue[];
    } else if (keyword === 'items') {
      const items = unfold(value, { ...place, isOptional: !(Number(schema['minItems']) > 0) }, unfolder);
      if (items !== undefined) result['items'] = items;
      else if (Number(schema['minItems']) > 0) return undefined;
      else result['maxItems'] = 0;
    } else if (keyword === 'additionalProperties') result[keyword] = unfold(value, { ...place, isOptional: true }, unfolder) ?? false;
    else if (SINGLES.has(keyword)) result[keyword] = unfold(value, { ...place, isOptional: true }, unfolder) ?? true;
    else result[keyword] = value;
  }
  return result;
}

function unfoldProperties(
  properties: JsonObject,
  isRequired: (name: string) => boolean,
  place: Place,
  unfolder: Unfolder,
): JsonObject | undefined {
  const unfolded: [string, JsonValue][] = [];
  for (const [name, schema] of Object.entries(properties)) {
    const property = unfold(schema, { ...place, isOptional: !isRequired(name) }, unfolder);
    if (property !== undefined) unfolded.push([name, property]);
    else if (isRequired(name)) return undefined;
  }
  return Object.fromEntries(unfolded);
}

/** Optional parts are followed through so many references. */
const FARTHEST = 4;
const DEEPEST = 64;
const MOST_NODES = 5000;
const PROPERTIES: ReadonlySet<string> = new Set(['properties', 'patternProperties']);
const UNIONS: ReadonlySet<string> = new Set(['anyOf', 'oneOf']);
const LISTS: ReadonlySet<string> = new Set(['allOf', 'prefixItems']);
const SINGLES: ReadonlySet<string> = new Set(['contains', 'propertyNames', 'unevaluatedProperties', 'unevaluatedItems']);
/** What says nothing of values. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['description', 'title', 'summary', 'deprecated', '$comment']);
