import type { CompiledContract, MediaType, Operation } from '../contract/contract.ts';
import type { Resource } from '../contract/resource.ts';
import { sha256 } from '../kernel/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { findAtPointer } from '../kernel/pointer.ts';

/** Takes out of a body what a client may set on a record. */
export type ReadFields = (body: JsonValue | undefined) => JsonObject;

/**
 * Compiles what an operation's body may set: the properties that its schema declares, never a computed one. A schema that declares none (a foreign
 * document) lets everything through. What is `writeOnly` is kept as a digest: it can be compared and never be read. What lies deeper and is of
 * `format: password` is kept as asterisks.
 */
export function compileWritableFields(operation: Operation, resource: Resource, { document }: CompiledContract): ReadFields {
  const properties = declaredProperties(operation.body?.mediaTypes[0]);
  const keep = (name: string, value: JsonValue): JsonValue => {
    const schema = properties?.get(name) ?? {};
    return schema['writeOnly'] === true ? toDigest(value) : maskSecrets(value, schema, document);
  };
  return (body) => {
    if (!isJsonObject(body)) return {};
    const allowed = Object.entries(body).filter(
      ([name]) => isWritable(resource, name) && (properties === undefined || properties.has(name)),
    );
    return Object.fromEntries(allowed.map(([name, value]) => [name, keep(name, value)]));
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

function maskSecrets(value: JsonValue, schema: JsonObject, document: JsonObject): JsonValue {
  if (!isJsonObject(value)) return value;
  const { properties } = resolve(schema, document);
  if (!isJsonObject(properties)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (!isJsonObject(declared)) return [name, child];
      const isSecret = declared['format'] === 'password' && typeof child === 'string';
      return [name, isSecret ? MASK : maskSecrets(child, declared, document)];
    }),
  );
}

function resolve(schema: JsonObject, document: JsonObject): JsonObject {
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? findAtPointer(document, reference) : schema;
  return isJsonObject(target) ? target : {};
}

function toDigest(value: JsonValue): JsonValue {
  return value === null ? null : `sha256:${sha256(typeof value === 'string' ? value : JSON.stringify(value))}`;
}

const MASK = '********';
