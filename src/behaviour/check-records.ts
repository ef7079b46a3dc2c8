import type { CompiledContract, SchemaViolation } from '../contract/contract.ts';
import type { Resource } from '../contract/resource.ts';
import { createSchemaReader, type SchemaReader } from '../contract/schema-reader.ts';
import type { BootFault } from '../kernel/boot-fault.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { toPointer } from '../kernel/pointer.ts';
import type { StoredRecord, StoreReader } from '../store/store.ts';
import { isKey } from './record-key.ts';
import type { Representer } from './representer.ts';
import { bodyProperties } from './writable-fields.ts';

/** What checking stored records needs. */
export interface CheckContext {
  readonly contract: CompiledContract;
  readonly representer: Representer;
  readonly reader: StoreReader;
  /** Where a collection's records were written: the file, and the JSON Pointer of the list in it. */
  readonly placeOf: (collection: string) => { readonly file: string; readonly pointer: string };
}

/** Finds every record that its contract would refuse: one that its schema does not fit, a field that nothing knows, a key that leads nowhere. */
export function checkRecords(context: CheckContext): readonly BootFault[] {
  return [...context.contract.resources.values()].flatMap((resource) => {
    const known = knownFields(resource, context.contract);
    const isPlain = saysRelationsPlainly(resource, createSchemaReader(context.contract.document));
    return context.reader
      .all(resource.collection)
      .flatMap((record, index) => checkRecord(resource, record, { ...context, known, isPlain, index }));
  });
}

interface RecordContext extends CheckContext {
  readonly known: ReadonlySet<string>;
  readonly isPlain: boolean;
  readonly index: number;
}

function checkRecord(resource: Resource, record: StoredRecord, context: RecordContext): readonly BootFault[] {
  const fault = (path: readonly (string | number)[], message: string, remedy: string): BootFault => {
    const { file, pointer } = context.placeOf(resource.collection);
    return { file, pointer: pointer + toPointer([context.index, ...path]), message, remedy };
  };
  const unknown = Object.keys(record).filter((name) => !context.known.has(name));
  return [
    ...unknown.map((name) =>
      fault([name], `${resource.name} has no field "${name}".`, 'Mend the name, or list it under "stored" of x-resource.'),
    ),
    ...danglingKeys(resource, record, context).map(([field, key]) =>
      fault([field], `"${String(key)}" names no record.`, 'Name one that is there.'),
    ),
    ...schemaViolations(resource, record, context).map((violation) =>
      fault(violation.path, toMessage(violation), 'Make the record fit its schema.'),
    ),
  ];
}

/**
 * The schema must hold for all that can be shown, relations that only `with=` shows included. Where each relation is said by the other schema alone, whose
 * records are checked on their own, the record without them tells as much at a fraction of the cost.
 */
function schemaViolations(resource: Resource, record: StoredRecord, context: RecordContext): readonly SchemaViolation[] {
  const { contract, representer, reader, isPlain } = context;
  const validate = contract.validatorAt(resource.pointer);
  const view = { reader, caller: undefined, origin: 'http://localhost', counts: new Set(resource.counts) };
  if (isPlain && validate(representer.outline(resource, record, view)).length === 0) return [];
  return validate(representer.represent(resource, record, { ...view, relations: new Set(resource.relations.keys()) }));
}

/** Whether the schema says no more of its relations than whose they are. */
function saysRelationsPlainly({ properties, relations }: Resource, { findName }: SchemaReader): boolean {
  return [...relations.values()].every(({ kind, name, schema }) => {
    const declared = properties.get(name);
    const one = kind === 'key' ? declared : declared?.['items'];
    return (
      declared === undefined ||
      (isReference(declared) && isJsonObject(one ?? null) && isReference(one as JsonObject) && findName(one as JsonObject) === schema)
    );
  });
}

/** A reference, or a choice of one: nothing beside it that could demand more. */
function isReference(schema: JsonObject): boolean {
  return Object.keys(schema).every((keyword) => PLAIN.has(keyword) || keyword.startsWith('x-'));
}

function danglingKeys(
  resource: Resource,
  record: StoredRecord,
  { contract, reader }: RecordContext,
): readonly (readonly [string, JsonValue])[] {
  return [...resource.relations.values()].flatMap((relation) => {
    if (relation.kind === 'foreign') return [];
    const field = relation.kind === 'key' ? relation.key : relation.keys;
    const collection = contract.resources.get(relation.schema)?.collection ?? '';
    const held = findOwn(record, field) ?? null;
    const keys: readonly JsonValue[] = Array.isArray(held) ? held : [held];
    return keys
      .filter((key) => key !== null && !(isKey(key) && reader.get(collection, key) !== undefined))
      .map((key) => [field, key] as const);
  });
}

function knownFields(resource: Resource, { operations, document }: CompiledContract): ReadonlySet<string> {
  const { resolve } = createSchemaReader(document);
  const about = operations.filter((operation) => operation.resource === resource);
  const sent = about.flatMap((operation) => [...(bodyProperties(operation, resolve)?.keys() ?? [])]);
  const keys = [...resource.relations.values()].flatMap((relation) =>
    relation.kind === 'key' ? [relation.key] : relation.kind === 'keys' ? [relation.keys] : [],
  );
  return new Set([...resource.properties.keys(), ...resource.stored, ...resource.counts.map((name) => `${name}_count`), ...keys, ...sent]);
}

function toMessage({ path, keyword, params, actual }: SchemaViolation): string {
  return `"${path.join('.')}" breaks "${keyword}" ${JSON.stringify(params)}: it is ${actual}.`;
}

const PLAIN: ReadonlySet<string> = new Set([
  '$ref',
  'items',
  'anyOf',
  'oneOf',
  'allOf',
  'description',
  'readOnly',
  'title',
  'examples',
  'type',
]);
