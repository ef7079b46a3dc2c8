import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';

/** A schema as the fuzz reads it: references followed, `allOf` merged, and null removed from the types. */
export interface SchemaNode {
  /** The merged keywords, without `$ref`, `allOf` and a union with null. */
  readonly schema: JsonObject;
  /** Without `null`; all types when the schema declares none. */
  readonly types: readonly JsonType[];
  readonly nullable: boolean;
  /**
   * False for keywords that the fuzz cannot read (a union of several shapes, `not`, `if`). Such values are generated
   * but never made invalid.
   */
  readonly readable: boolean;
}

export const JSON_TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const;
export type JsonType = (typeof JSON_TYPES)[number];

/** Reads the schemas of one bundled document. */
export type ReadSchema = (schema: JsonValue | undefined) => SchemaNode;

/** Creates a reader that is independent of the product's own, so that a misreading of one shows in the other. */
export function createSchemaNodeReader(document: JsonObject): ReadSchema {
  const join = (schema: JsonObject): JsonObject => {
    const { $ref: reference, allOf, ...own } = schema;
    const branches = [
      ...(typeof reference === 'string' ? [findAtPointer(document, reference)] : []),
      ...(Array.isArray(allOf) ? (allOf as readonly JsonValue[]) : []),
    ];
    return [...branches.filter(isJsonObject).map(join), own].reduce(merge, {});
  };
  return (value) => {
    const joined = join(isJsonObject(value) ? value : {});
    const { only, nullable } = takeNullBranch(joined);
    const schema = only === undefined ? joined : merge(withoutUnion(joined), join(only));
    const named = toList(schema['type']);
    const types = JSON_TYPES.filter((type) => named.includes(type));
    return {
      schema,
      types: types.length > 0 ? types : typesByKeywords(schema),
      nullable:
        nullable ||
        named.includes('null') ||
        isUntyped(schema) ||
        (Array.isArray(schema['enum']) && schema['enum'].includes(null)),
      readable: !UNREADABLE.some((keyword) => schema[keyword] !== undefined && !isChoiceOfRequired(schema[keyword])),
    };
  };
}

/** True for `anyOf: [{ required: [a] }, { required: [b] }]`, which does not constrain the properties themselves. */
function isChoiceOfRequired(union: JsonValue | undefined): boolean {
  return (
    Array.isArray(union) && union.every((branch: JsonValue) => Object.keys(asObject(branch)).join() === 'required')
  );
}

/** Splits `anyOf: [X, { type: 'null' }]` into X and nullable. */
function takeNullBranch(schema: JsonObject): { readonly only: JsonObject | undefined; readonly nullable: boolean } {
  const union = schema['anyOf'] ?? schema['oneOf'];
  if (!Array.isArray(union)) return { only: undefined, nullable: false };
  const branches = (union as readonly JsonValue[]).filter(isJsonObject);
  const others = branches.filter((branch) => branch['type'] !== 'null');
  const [only] = others;
  return others.length === 1 ? { only, nullable: branches.length > 1 } : { only: undefined, nullable: false };
}

function withoutUnion({ anyOf: _anyOf, oneOf: _oneOf, ...others }: JsonObject): JsonObject {
  return others;
}

/** Merges two schemas; `properties` and `required` of both apply. */
function merge(left: JsonObject, right: JsonObject): JsonObject {
  const properties = { ...asObject(left['properties']), ...asObject(right['properties']) };
  const required = [...new Set([...toList(left['required']), ...toList(right['required'])])];
  return {
    ...left,
    ...right,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function typesByKeywords(schema: JsonObject): readonly JsonType[] {
  if (schema['properties'] !== undefined || schema['additionalProperties'] !== undefined) return ['object'];
  if (schema['items'] !== undefined) return ['array'];
  return isUntyped(schema) ? JSON_TYPES : [];
}

/** True when any value is valid. */
function isUntyped(schema: JsonObject): boolean {
  return !['type', 'properties', 'additionalProperties', 'items'].some((keyword) => schema[keyword] !== undefined);
}

/** Returns the elements of a list, or a single value as a list of one. */
export function toList(value: JsonValue | undefined): readonly JsonValue[] {
  if (Array.isArray(value)) return value as readonly JsonValue[];
  return value === undefined ? [] : [value];
}

/** Returns an object unchanged, and an empty object for any other value. */
export function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Returns a numeric keyword, or `fallback` when it is absent. */
export function numberOf(value: JsonValue | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

const UNREADABLE = [
  'anyOf',
  'oneOf',
  'not',
  'if',
  'dependentSchemas',
  'propertyNames',
  'contains',
  'unevaluatedProperties',
  'patternProperties',
];
