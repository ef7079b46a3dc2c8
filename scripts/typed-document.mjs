/**
 * Returns the document that the types are generated from. It is stricter than the contract where TypeScript allows it:
 * - A relation is cut (`{}`; `[]` for to-many) only where its schema is already open on the path from the root. A
 *   resource that is cut differently below another one gets a schema of its own: `WorkspaceWithinUser`.
 * - An open object holds any JSON besides its declared properties. The contract's type of the other values would
 *   restrict the declared ones in TypeScript: `{ temperature?: number } & { [key: string]: string }` accepts no
 *   temperature.
 * - Examples are removed, since they are many times larger than the types, and so is `readOnly`, since clients may
 *   change the objects that they received.
 */
export function toTypedDocument(document) {
  const schemas = document.components?.schemas ?? {};
  const cutter = { schemas, variants: new Map() };
  const typed = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      isResource(schema) ? cutRelations({ name, open: [] }, cutter) : withoutCuts(schema, schemas),
    ]),
  );
  const components = { ...document.components, schemas: { ...typed, ...Object.fromEntries(cutter.variants) } };
  return withOpenObjects(withoutUntyped({ ...document, components }));
}

/** The keyword that marks a schema to be typed as any JSON. */
export const ANY_JSON = 'x-any-json';

/** Returns the schema of a resource below the `open` ones, which are listed in the order of the path from the root. */
function cutRelations({ name, open }, cutter) {
  const schema = cutter.schemas[name];
  const openHere = [...open, name];
  const isTop = open.length === 0;
  const properties = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const relation = schema['x-resource'].relations?.[key];
    if (relation === undefined) return [[key, property]];
    if (relation.load === 'with' && !isTop) return [];
    const isCut = openHere.includes(relation.schema);
    return [
      [key, isCut ? toCut(property) : toOpen(property, refTo({ name: relation.schema, open: openHere }, cutter))],
    ];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** Returns the name of a resource's schema below the open ones: its own when it is cut there as it is at the root. */
function refTo({ name, open }, cutter) {
  const reached = reach(name, cutter.schemas);
  const relevant = open.filter((other) => other !== name && reached.has(other)).toSorted();
  if (relevant.length === 0) return name;
  const variant = `${name}Within${relevant.join('')}`;
  if (!cutter.variants.has(variant)) {
    // Registered before it is built, because a resource may refer back to its own variant.
    cutter.variants.set(variant, {});
    const description = `${cutter.schemas[name].description ?? name} Below ${relevant.join(' and ')}, to which it does not lead back.`;
    cutter.variants.set(variant, { ...cutRelations({ name, open: relevant }, cutter), description });
  }
  return variant;
}

/** Returns the schemas reachable from a resource by relations that are always shown. */
function reach(name, schemas, reached = new Set()) {
  for (const { schema, load } of Object.values(schemas[name]?.['x-resource']?.relations ?? {})) {
    if (load === 'with' || reached.has(schema)) continue;
    reached.add(schema);
    reach(schema, schemas, reached);
  }
  return reached;
}

function toCut(property) {
  if (property.type === 'array') return { ...property, items: undefined, maxItems: 0 };
  return { ...property, anyOf: property.anyOf?.filter(({ $ref }) => $ref === undefined) };
}

function toOpen(property, name) {
  const $ref = `${SCHEMAS}${name}`;
  if (property.type === 'array') return { ...property, items: { $ref } };
  if (property.anyOf === undefined) return { ...property, $ref };
  return {
    ...property,
    anyOf: property.anyOf.filter((branch) => !isCutBranch(branch)).map((branch) => (branch.$ref ? { $ref } : branch)),
  };
}

/** Removes cut branches from references outside resources: a resource referred to there is a root, and never cut. */
function withoutCuts(value, schemas) {
  if (Array.isArray(value)) return value.map((item) => withoutCuts(item, schemas));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withoutCuts(child, schemas)]));
  if (!Array.isArray(copy.anyOf) || !copy.anyOf.some(({ $ref }) => isResource(schemas[$ref?.slice(SCHEMAS.length)])))
    return copy;
  return { ...copy, anyOf: copy.anyOf.filter((branch) => !isCutBranch(branch)) };
}

function withOpenObjects(value) {
  if (Array.isArray(value)) return value.map((item) => withOpenObjects(item));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withOpenObjects(child)]));
  if (!isOpenObject(value)) return copy;
  const { additionalProperties } = value;
  const holdsAnything = additionalProperties === true || Object.keys(additionalProperties ?? {}).length === 0;
  const anyJson = { type: ['null', 'boolean', 'number', 'string', 'array', 'object'], [ANY_JSON]: true };
  return holdsAnything || value.properties !== undefined ? { ...copy, additionalProperties: anyJson } : copy;
}

function isOpenObject({ type, additionalProperties, properties, maxProperties, anyOf, oneOf, allOf }) {
  if (type !== 'object' && !(Array.isArray(type) && type.includes('object'))) return false;
  if (additionalProperties !== undefined) return additionalProperties !== false;
  return (
    properties === undefined && maxProperties !== 0 && anyOf === undefined && oneOf === undefined && allOf === undefined
  );
}

/** Removes keywords that the types do not use. A property may have such a name, so maps of properties are kept. */
function withoutUntyped(value, isMap = false) {
  if (Array.isArray(value)) return value.map((item) => withoutUntyped(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => isMap || !UNTYPED.includes(name));
  return Object.fromEntries(
    entries.map(([name, child]) => [
      name,
      withoutUntyped(child, !isMap && (name === 'properties' || name === 'schemas')),
    ]),
  );
}

function isResource(schema) {
  return schema?.['x-resource'] !== undefined;
}

function isCutBranch({ type, maxProperties }) {
  return type === 'object' && maxProperties === 0;
}

/** Keywords without an effect on the types. */
const UNTYPED = ['example', 'examples', 'readOnly'];
const SCHEMAS = '#/components/schemas/';
