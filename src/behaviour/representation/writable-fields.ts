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
 * Takes out of a body what a client may set on a record. `origin` is the `scheme://host` that the client sees this
 * server as.
 */
export type ReadFields = (body: JsonValue | undefined, origin: string) => JsonObject;

/** Makes what is stored of what was sent. */
type ToStored = (value: JsonValue, origin: string) => JsonValue;

/**
 * Compiles what an operation's body may set: the properties that its schema declares, in whichever branch, never a
 * computed one. A schema that declares none (a foreign document) lets everything through. What is `writeOnly` is kept
 * as a digest: it can be compared and never be read. Secrets that lie deeper, and what is of `format: password`, are
 * kept as asterisks.
 */
export function compileWritableFields(
  operation: Operation,
  resource: Resource,
  contract: CompiledContract,
): ReadFields {
  return readersOf(contract)(operation)(resource);
}

/** Simulators of one contract share them: a property's own is made when it is first sent. */
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
 * The properties that an operation's body declares, whatever it is sent as, with every schema that speaks of each;
 * undefined where it declares none.
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
 * By all that the body and the resource say of the property. What is shown with this server's address is stored
 * without.
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
