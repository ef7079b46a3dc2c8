import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { branchesOf, propertiesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import { createSchemaReader } from '../../contract/schema/schema-reader.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { memoize } from '../../kernel/memoize.ts';
import { isAddress, withoutOrigin } from './own-address.ts';
import { compileMask, isWriteOnly } from './secrets.ts';

/**
 * Extracts the fields that a client may set from a body. `origin` is this server's `scheme://host` as the client sees
 * it.
 */
export type ReadFields = (body: JsonValue | undefined, origin: string) => JsonObject;

/** Converts a sent value to the stored one. */
type ToStored = (value: JsonValue, origin: string) => JsonValue;

/**
 * Compiles what an operation's body may set: the properties that any branch of its schema declares, except computed
 * ones. A schema without properties (of a third-party document) allows every field. `writeOnly` values are stored as a
 * digest, which can be compared but not read. Nested secrets and values of `format: password` are stored as asterisks.
 */
export function compileWritableFields(
  operation: Operation,
  resource: Resource,
  contract: CompiledContract,
): ReadFields {
  return readersOf(contract)(operation)(resource);
}

/**
 * Readers by contract, operation and resource. The process shares them, because they depend only on the frozen
 * contract, and each simulator of it would compile the same. A property's conversion is compiled when it is first sent.
 */
const readersOf = memoize(({ document }: CompiledContract) =>
  memoize((operation: Operation) => memoize((resource: Resource) => createReadFields(operation, resource, document))),
);

function createReadFields(operation: Operation, resource: Resource, document: JsonObject): ReadFields {
  const { resolve } = createSchemaReader(document);
  const declared = bodyProperties(operation, resolve);
  const keepers = new Map<string, ToStored>();
  const keeperOf = (name: string): ToStored => {
    const keep =
      keepers.get(name) ?? compileToStored(declared?.get(name) ?? [], resource.properties.get(name), resolve);
    if (resource.properties.has(name) || declared?.has(name) === true) keepers.set(name, keep);
    return keep;
  };
  return (body, origin) => {
    if (!isJsonObject(body)) return {};
    const allowed = Object.entries(body).filter(
      ([name]) => isWritable(resource, name) && (declared === undefined || declared.has(name)),
    );
    return Object.fromEntries(allowed.map(([name, value]) => [name, keeperOf(name)(value, origin)]));
  };
}

/**
 * Returns the properties that an operation's body declares in any media type, with every schema that applies to each.
 * Undefined if it declares none.
 */
export function bodyProperties(
  { body }: Operation,
  resolve: Resolve,
): ReadonlyMap<string, readonly JsonObject[]> | undefined {
  return propertiesOf(
    (body?.mediaTypes ?? []).flatMap(({ schema }) => (schema === undefined ? [] : branchesOf(schema, resolve))),
  );
}

function isWritable(resource: Resource, name: string): boolean {
  if (name === resource.key || resource.relations.has(name)) return false;
  return !resource.computed.has(name);
}

/**
 * Compiles the conversion of a property, from its schemas in the body and in the resource. URLs of this server are
 * stored as paths.
 */
function compileToStored(sent: readonly JsonObject[], own: JsonObject | undefined, resolve: Resolve): ToStored {
  const schemas = own === undefined ? sent : [...sent, own];
  if (schemas.some((schema) => isWriteOnly(schema, resolve))) return toDigest;
  const mask = compileMask(schemas, resolve);
  return own !== undefined && isAddress(own, resolve) ? (value, origin) => withoutOrigin(mask(value), origin) : mask;
}

function toDigest(value: JsonValue): JsonValue {
  return value === null ? null : `sha256:${sha256(typeof value === 'string' ? value : JSON.stringify(value))}`;
}
