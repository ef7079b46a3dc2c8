import type { MediaType, Operation } from '../contract/contract.ts';
import type { Resource } from '../contract/resource.ts';
import { sha256 } from '../kernel/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';

/** Takes out of a body what a client may set on a record. */
export type ReadFields = (body: JsonValue | undefined) => JsonObject;

/**
 * Compiles what an operation's body may set: the properties that its schema declares, never a computed one. A schema that declares none (a foreign
 * document) lets everything through. What is `writeOnly` is kept as a digest: it can be compared and never be read.
 */
export function compileWritableFields(operation: Operation, resource: Resource): ReadFields {
  const properties = declaredProperties(operation.body?.mediaTypes[0]);
  return (body) => {
    if (!isJsonObject(body)) return {};
    const allowed = Object.entries(body).filter(([name]) => isWritable(resource, name) && (properties === undefined || properties.has(name)));
    return Object.fromEntries(allowed.map(([name, value]) => [name, properties?.get(name)?.['writeOnly'] === true ? toDigest(value) : value]));
  };
}

function isWritable(resource: Resource, name: string): boolean {
  if (name === resource.key || resource.relations.has(name)) return false;
  return !resource.computed.has(name);
}

function declaredProperties(mediaType: MediaType | undefined): ReadonlyMap<string, JsonObject> | undefined {
  const properties = mediaType?.schema?.['properties'];
  if (!isJsonObject(properties)) return undefined;
  return new Map(Object.entries(properties).map(([name, schema]) => [name, isJsonObject(schema) ? schema : {}]));
}

function toDigest(value: JsonValue): JsonValue {
  return value === null ? null : `sha256:${sha256(typeof value === 'string' ? value : JSON.stringify(value))}`;
}
