import { toSegments } from '../../api/differences.ts';
import { isJsonObject, type Json, type JsonObject } from '../../api/types.ts';

/** What a schema says about one value, as far as a form can use it. */
export interface ValueRule {
  /** The JSON types that it allows, without `null`; empty when it allows any, or several forms. */
  readonly types: readonly string[];
  readonly isNullable: boolean;
  readonly isReadOnly: boolean;
  /** The values that it allows, without null; undefined when there is no such list. */
  readonly choices: readonly Json[] | undefined;
  readonly format: string;
  readonly description: string;
  /** The schema itself, for its limits. */
  readonly schema: JsonObject;
}

/** The properties that an object's schema declares, and which of them it requires. */
export interface ObjectSchema {
  readonly properties: ReadonlyMap<string, JsonObject>;
  readonly required: ReadonlySet<string>;
}

/** Follows the references of a schema. What stands beside a reference counts too. A circular one is an empty schema. */
export function resolve(document: Json | undefined, schema: JsonObject, depth = 0): JsonObject {
  const { $ref: reference, ...beside } = schema;
  if (typeof reference !== 'string') return schema;
  const target = depth < MAX_REFERENCES ? findAt(document, reference) : undefined;
  return isJsonObject(target) ? { ...resolve(document, target, depth + 1), ...beside } : beside;
}

/** Returns the properties of an object's schema, also through references and `allOf`. */
export function readObject(document: Json | undefined, source: JsonObject, depth = 0): ObjectSchema {
  const schema = resolve(document, source);
  const branches = depth < MAX_DEPTH ? listObjects(schema['allOf']) : [];
  const read = branches.map((branch) => readObject(document, branch, depth + 1));
  const own = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  return {
    properties: new Map([
      ...read.flatMap(({ properties }) => [...properties]),
      ...own.flatMap(([name, value]) => (isJsonObject(value) ? [[name, value] as const] : [])),
    ]),
    required: new Set([...read.flatMap(({ required }) => [...required]), ...listTexts(schema['required'])]),
  };
}

/** Returns what a schema says about a value. A union of one schema and null is that schema, or null. */
export function readRule(document: Json | undefined, source: JsonObject, depth = 0): ValueRule {
  const { allOf, ...own } = resolve(document, source);
  const parts = listObjects(allOf).map((part) => resolve(document, part));
  const schema = [...parts, own].reduce<JsonObject>((all, part) => ({ ...all, ...part }), {});
  const union = listObjects(schema['anyOf'] ?? schema['oneOf']);
  const branches = depth < MAX_DEPTH ? union.map((branch) => readRule(document, branch, depth + 1)) : [];
  const values = branches.filter((branch) => !isNullOnly(branch));
  const [only, ...others] = values;
  const inner = others.length === 0 ? only : undefined;
  const types = schema['type'] === undefined ? (inner?.types ?? []) : listTexts(schema['type']);
  const choices = listChoices(schema) ?? inner?.choices;
  return {
    types: types.filter((type) => type !== 'null'),
    isNullable:
      types.includes('null') ||
      schema['nullable'] === true ||
      choices?.includes(null) === true ||
      branches.some((branch) => branch.isNullable),
    isReadOnly: schema['readOnly'] === true,
    choices: choices?.filter((choice) => choice !== null),
    format: String(schema['format'] ?? inner?.format ?? ''),
    description: String(schema['description'] ?? inner?.description ?? ''),
    schema: { ...inner?.schema, ...schema },
  };
}

/** Returns the elements of a list that are objects. */
export function listObjects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function isNullOnly({ types, isNullable, choices = [] }: ValueRule): boolean {
  return isNullable && types.length === 0 && choices.length === 0;
}

function listChoices({ enum: values, const: only }: JsonObject): readonly Json[] | undefined {
  if (only !== undefined) return [only];
  return Array.isArray(values) ? values : undefined;
}

function listTexts(value: Json | undefined): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
}

/** Returns what a reference within the document leads to. */
function findAt(document: Json | undefined, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  let found: Json | undefined = document;
  for (const segment of toSegments(decode(reference.slice(1)))) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as JsonObject)[segment];
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of a chain. */
const MAX_REFERENCES = 20;
/** Of compositions within each other. */
const MAX_DEPTH = 3;
