import { branchesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Returns a value without its secrets. */
export type Redact = (value: JsonValue) => JsonValue;

/** Returns whether any branch of a schema is `writeOnly`: clients send such a value and never get it back. */
export function isWriteOnly(schema: JsonObject, resolve: Resolve): boolean {
  return branchesOf(schema, resolve).some(declaresWriteOnly);
}

/**
 * Compiles a mask for values that any of the schemas declares secret (`format: password`, `writeOnly`), at any depth.
 * Texts become asterisks, numbers 0, booleans false.
 */
export function compileMask(schemas: readonly JsonObject[], resolve: Resolve): Redact {
  return compileRedact(schemas, { resolve, isSecret: declaresSecret, redact: mask });
}

/** Compiles the removal of `writeOnly` values inside a value. A required property is masked instead. */
export function compileOmitWriteOnly(schema: JsonObject, resolve: Resolve): Redact {
  return compileRedact([schema], { resolve, isSecret: declaresWriteOnly, redact: maskOrOmit });
}

interface RedactionOptions {
  readonly resolve: Resolve;
  readonly isSecret: (schema: JsonObject) => boolean;
  /** Returns the replacement of a secret. Undefined omits the property. */
  readonly redact: (value: JsonValue, isRequired: boolean) => JsonValue | undefined;
}

/** Compiles a redaction. A schema that cannot contain a secret returns values as they are. */
function compileRedact(schemas: readonly JsonObject[], concealment: RedactionOptions): Redact {
  if (!schemas.some((schema) => mayHoldSecret(schema, concealment, new Set()))) return keep;
  const known = new Map<JsonObject, readonly JsonObject[]>();
  const expand = (schema: JsonObject): readonly JsonObject[] => {
    return getOrCreate(known, schema, () => branchesOf(schema, concealment.resolve));
  };
  const walk = (value: JsonValue, speaking: readonly JsonObject[], isRequired: boolean): JsonValue | undefined => {
    const branches = speaking.flatMap(expand);
    if (branches.some(concealment.isSecret)) return concealment.redact(value, isRequired);
    if (branches.length === 0 || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value))
      return value.map((item: JsonValue, index) => walk(item, childrenOf(branches, index), true) ?? null);
    const entries = Object.entries(value).map(([name, child]) => {
      const isDemanded = branches.some(({ required }) => Array.isArray(required) && required.includes(name));
      return [name, walk(child, childrenOf(branches, name), isDemanded)] as const;
    });
    return Object.fromEntries(entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
  };
  return (value) => walk(value, schemas, true) ?? null;
}

function mayHoldSecret(schema: JsonObject, concealment: RedactionOptions, seen: Set<JsonObject>): boolean {
  return branchesOf(schema, concealment.resolve).some((branch) => {
    if (seen.has(branch)) return false;
    seen.add(branch);
    return (
      concealment.isSecret(branch) || allChildrenOf(branch).some((child) => mayHoldSecret(child, concealment, seen))
    );
  });
}

/** Returns the schemas that apply to an element or a property. */
function childrenOf(branches: readonly JsonObject[], step: string | number): readonly JsonObject[] {
  return branches
    .flatMap((branch) => (typeof step === 'number' ? elementOf(branch, step) : propertyOf(branch, step)))
    .filter(isJsonObject);
}

function elementOf({ prefixItems, items }: JsonObject, index: number): readonly (JsonValue | undefined)[] {
  return [(Array.isArray(prefixItems) ? (prefixItems as readonly JsonValue[])[index] : undefined) ?? items];
}

function propertyOf(branch: JsonObject, name: string): readonly (JsonValue | undefined)[] {
  const declared = findOwn(asObject(branch['properties']), name);
  const patterns = Object.entries(asObject(branch['patternProperties'])).filter(([pattern]) => matches(pattern, name));
  if (declared === undefined && patterns.length === 0) return [branch['additionalProperties']];
  return [declared, ...patterns.map(([, schema]) => schema)];
}

function allChildrenOf(branch: JsonObject): readonly JsonObject[] {
  const { properties, patternProperties, prefixItems, items, additionalProperties } = branch;
  const maps = [properties, patternProperties].flatMap((map) => Object.values(asObject(map)));
  return [...maps, ...(Array.isArray(prefixItems) ? prefixItems : []), items, additionalProperties].filter(
    isJsonObject,
  );
}

/** Returns whether a pattern matches a name. An invalid pattern matches everything: better to redact than to leak. */
function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return true;
  }
}

function mask(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(mask);
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, mask(child)]));
  if (typeof value === 'string') return MASK;
  return typeof value === 'number' ? 0 : value === null ? null : false;
}

function maskOrOmit(value: JsonValue, isRequired: boolean): JsonValue | undefined {
  return isRequired ? mask(value) : undefined;
}

function declaresSecret(schema: JsonObject): boolean {
  return declaresWriteOnly(schema) || schema['format'] === 'password';
}

function declaresWriteOnly({ writeOnly }: JsonObject): boolean {
  return writeOnly === true;
}

function keep(value: JsonValue): JsonValue {
  return value;
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

const MASK = '********';
