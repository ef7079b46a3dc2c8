import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointerStep } from '../../kernel/json/pointer.ts';
import type { FlatSchema, SampleContext, ValueLocation } from './sample-context.ts';

/**
 * Samples an object: its required properties, a share of the optional ones, and enough others for `minProperties`.
 */
export function sampleObject({ schema, location }: FlatSchema, context: SampleContext): JsonObject {
  const entries: [name: string, value: JsonValue][] = chooseNames(schema, location, context).map((name) => [
    name,
    context.sample(schemaOf(schema, name), toChild(location, name)),
  ]);
  const taken = new Set(entries.map(([name]) => name));
  for (let index = 0; taken.size < wantedSize(schema, location, context) && index < MAX_ATTEMPTS; index += 1) {
    const { name, value } = makeAnother(schema, index, { location, context });
    if (taken.has(name) || name === '__proto__') continue;
    taken.add(name);
    entries.push([name, context.sample(value, toChild(location, name))]);
  }
  return Object.fromEntries(entries);
}

/**
 * Lists the properties of the object: declared ones in the document's order, then required ones that are not declared.
 */
function chooseNames(schema: JsonObject, location: ValueLocation, context: SampleContext): readonly string[] {
  const properties = asObject(schema['properties']);
  const required = toNames(schema['required']);
  const isShown = (name: string): boolean => !isHidden(properties[name], context);
  const optional = Object.keys(properties).filter((name) => !required.includes(name) && isShown(name));
  const room = Number(schema['maxProperties'] ?? Infinity) - required.length;
  const chosen = new Set([
    ...required,
    ...optional.filter((name) => isWanted(name, schema, { location, context })).slice(0, Math.max(0, room)),
  ]);
  const minimum = Number(schema['minProperties'] ?? 0);
  for (const name of optional) if (chosen.size < minimum && properties[name] !== false) chosen.add(name);
  addDependents(chosen, asObject(schema['dependentRequired']));
  const declared = Object.keys(properties).filter((name) => chosen.has(name) && isShown(name));
  return [...declared, ...[...chosen].filter((name) => !Object.hasOwn(properties, name))];
}

function addDependents(chosen: Set<string>, dependents: JsonObject): void {
  // The iteration of a Set includes elements that are added meanwhile.
  for (const name of chosen)
    if (Object.hasOwn(dependents, name)) for (const other of toNames(dependents[name])) chosen.add(other);
}

function isWanted(
  name: string,
  schema: JsonObject,
  { location, context }: { readonly location: ValueLocation; readonly context: SampleContext },
): boolean {
  const property = asObject(schema['properties'])[name];
  if (property === false || context.isClosing(location) || reopens(property, location)) return false;
  return (
    context.fullness >= 1 ||
    context.streamAt(`${location.path}/${toPointerStep(name)}`, 'optional').next() < context.fullness
  );
}

/** Returns whether the schema's reference is already open twice: following it again could recurse forever. */
function reopens(schema: JsonValue | undefined, { openReferences }: ValueLocation): boolean {
  const reference = isJsonObject(schema) ? schema['$ref'] : undefined;
  return typeof reference === 'string' && (openReferences.get(reference) ?? 0) >= MAX_OPEN;
}

/**
 * Returns whether a property is omitted: `writeOnly` ones from responses, `readOnly` ones from requests (JSON Schema
 * 2020-12 validation, section 9.4).
 */
function isHidden(schema: JsonValue | undefined, context: SampleContext): boolean {
  if (!isJsonObject(schema)) return false;
  const keyword = context.direction === 'response' ? 'writeOnly' : 'readOnly';
  const target = typeof schema['$ref'] === 'string' ? context.resolve(schema['$ref']) : undefined;
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly JsonValue[]) : [];
  return (
    [schema, target].some((one) => isJsonObject(one) && one[keyword] === true) ||
    parts.some((part) => isHidden(part, context))
  );
}

/**
 * Returns the minimum number of properties. A map (no declared properties, but a schema for values) gets one or two.
 */
function wantedSize(schema: JsonObject, location: ValueLocation, context: SampleContext): number {
  const minimum = Number(schema['minProperties'] ?? 0);
  const isMap = [schema['additionalProperties'], ...Object.values(asObject(schema['patternProperties']))].some(
    (values) => isJsonObject(values) && Object.keys(values).length > 0,
  );
  const isOpen = isMap && Object.keys(asObject(schema['properties'])).length === 0 && !context.isClosing(location);
  const wanted = isOpen && context.fullness > 0 ? context.streamAt(location.path, 'size').int(1, 2) : 0;
  return Math.max(minimum, Math.min(wanted, Number(schema['maxProperties'] ?? Infinity)));
}

function makeAnother(
  schema: JsonObject,
  index: number,
  { location, context }: { readonly location: ValueLocation; readonly context: SampleContext },
): { readonly name: string; readonly value: JsonValue } {
  const [pattern] = Object.keys(asObject(schema['patternProperties']));
  const at = { ...location, path: `${location.path}/${index}`, name: 'key' };
  if (pattern !== undefined) {
    const name = String(context.sample({ type: 'string', pattern }, { ...at, path: `${at.path}/name` }));
    return { name, value: schemaOf(schema, name) };
  }
  const names = isJsonObject(schema['propertyNames']) ? { type: 'string', ...schema['propertyNames'] } : undefined;
  const name =
    names === undefined
      ? context.fakerAt(at.path, 'name').word.noun().replaceAll(/\W/g, '_')
      : String(context.sample(names, { ...at, path: `${at.path}/name` }));
  return { name, value: schemaOf(schema, name) };
}

/** Returns the schema of a property: by its name and every matching pattern, else `additionalProperties`. */
function schemaOf(schema: JsonObject, name: string): JsonValue {
  const properties = asObject(schema['properties']);
  const own = Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
  const byPattern = Object.entries(asObject(schema['patternProperties'])).flatMap(([pattern, value]) =>
    matches(pattern, name) ? [value] : [],
  );
  const all = [...own, ...byPattern];
  if (all.length === 0) return schema['additionalProperties'] ?? true;
  return all.length === 1 ? (all[0] ?? true) : { allOf: all };
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

function toChild(location: ValueLocation, name: string): ValueLocation {
  const path = `${location.path}/${toPointerStep(name)}`;
  return {
    path,
    name,
    schemaName: '',
    owner: location.schemaName || location.name || location.owner,
    depth: location.depth + 1,
    openReferences: location.openReferences,
  };
}

function toNames(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

const MAX_OPEN = 2;
const MAX_ATTEMPTS = 300;
