import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { branchesOf } from '../schema/schema-branches.ts';
import { memoize } from '../../kernel/memoize.ts';

/** The JSON types to which a schema allows text to be converted. */
export interface Shape {
  /** The scalar types, in the order in which they are tried. */
  readonly scalars: readonly ScalarType[];
  readonly isArray: boolean;
  readonly isObject: boolean;
  /** The names of the declared properties. */
  readonly names: readonly string[];
  items(): Shape;
  property(name: string): Shape;
}

/** From the narrowest to the widest: any text is a string. */
export const SCALAR_TYPES = ['integer', 'number', 'boolean', 'string'] as const;
/** A JSON type to which text can be converted. */
export type ScalarType = (typeof SCALAR_TYPES)[number];

/**
 * Returns the cached function that returns the shape of a schema, merged through references, `allOf`, `anyOf` and
 * `oneOf`. The shapes of items and properties are read on demand. There is one function for each `resolve`.
 */
export const getShapeReader = memoize(
  (resolve: (schema: JsonObject) => JsonObject): ((schema: JsonObject) => Shape) => {
    const read: (schema: JsonObject) => Shape = memoize((schema) => readShape(schema, { resolve, read }));
    return read;
  },
);

interface ShapeContext {
  resolve(schema: JsonObject): JsonObject;
  read(schema: JsonObject): Shape;
}

function readShape(schema: JsonObject, { resolve, read }: ShapeContext): Shape {
  const branches = branchesOf(schema, resolve);
  const types = new Set(branches.flatMap(typesOf));
  const properties = new Map(branches.flatMap((branch) => Object.entries(asObject(branch['properties']))));
  const items = branches.map((branch) => branch['items']).find(isJsonObject);
  const additional = branches.map((branch) => branch['additionalProperties']).find(isJsonObject);
  return {
    scalars: SCALAR_TYPES.filter((type) => types.has(type)),
    isArray: types.has('array'),
    isObject: types.has('object'),
    names: [...properties.keys()],
    items: () => read(items ?? ANYTHING),
    property: (name) => {
      const property = properties.get(name) ?? additional;
      return read(isJsonObject(property) ? property : ANYTHING);
    },
  };
}

/** Returns the types that a schema declares, otherwise those that its other keywords imply. */
function typesOf(schema: JsonObject): readonly string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type as readonly string[];
  const values = Array.isArray(schema['enum']) ? (schema['enum'] as readonly JsonValue[]) : [schema['const'] ?? null];
  const hints = [
    ...(schema['items'] === undefined ? [] : ['array']),
    ...(schema['properties'] === undefined ? [] : ['object']),
  ];
  return [
    ...hints,
    ...values.map((value) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)),
  ];
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

const ANYTHING: JsonObject = Object.freeze({ type: 'string' });
