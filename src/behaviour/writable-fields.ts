import type { CompiledContract, Operation } from '../contract/contract.ts';
import type { Resource } from '../contract/resource.ts';
import { branchesOf, propertiesOf, type Resolve } from '../contract/schema-branches.ts';
import { createSchemaReader } from '../contract/schema-reader.ts';
import { sha256 } from '../kernel/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { compileMask, isWriteOnly, type Conceal } from './secrets.ts';

/** Takes out of a body what a client may set on a record. */
export type ReadFields = (body: JsonValue | undefined) => JsonObject;

/**
 * Compiles what an operation's body may set: the properties that its schema declares, in whichever branch, never a computed one. A schema that declares
 * none (a foreign document) lets everything through. What is `writeOnly` is kept as a digest: it can be compared and never be read. Secrets that
 * lie deeper, and what is of `format: password`, are kept as asterisks.
 */
export function compileWritableFields(operation: Operation, resource: Resource, { document }: CompiledContract): ReadFields {
  const { resolve } = createSchemaReader(document);
  const declared = bodyProperties(operation, resolve);
  const keepers = new Map<string, Conceal>();
  const keeperOf = (name: string): Conceal => {
    const own = resource.properties.get(name);
    return compileKeep([...(declared?.get(name) ?? []), ...(own === undefined ? [] : [own])], resolve);
  };
  for (const name of new Set([...(declared?.keys() ?? []), ...resource.properties.keys()])) keepers.set(name, keeperOf(name));
  return (body) => {
    if (!isJsonObject(body)) return {};
    const allowed = Object.entries(body).filter(([name]) => isWritable(resource, name) && (declared === undefined || declared.has(name)));
    return Object.fromEntries(allowed.map(([name, value]) => [name, keepers.get(name)?.(value) ?? value]));
  };
}

/** The properties that an operation's body declares, whatever it is sent as, with every schema that speaks of each; undefined where it declares none. */
export function bodyProperties({ body }: Operation, resolve: Resolve): ReadonlyMap<string, readonly JsonObject[]> | undefined {
  return propertiesOf((body?.mediaTypes ?? []).flatMap(({ schema }) => (schema === undefined ? [] : branchesOf(schema, resolve))));
}

function isWritable(resource: Resource, name: string): boolean {
  if (name === resource.key || resource.relations.has(name)) return false;
  return !resource.computed.has(name);
}

function compileKeep(schemas: readonly JsonObject[], resolve: Resolve): Conceal {
  return schemas.some((schema) => isWriteOnly(schema, resolve)) ? toDigest : compileMask(schemas, resolve);
}

function toDigest(value: JsonValue): JsonValue {
  return value === null ? null : `sha256:${sha256(typeof value === 'string' ? value : JSON.stringify(value))}`;
}
