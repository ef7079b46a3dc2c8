import type { CompiledContract, SchemaViolation } from '../contract/contract.ts';
import type { Resource } from '../contract/resource.ts';
import { createSchemaReader } from '../contract/schema-reader.ts';
import type { BootFault } from '../kernel/boot-fault.ts';
import { findOwn, type JsonValue } from '../kernel/json.ts';
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
    return context.reader.all(resource.collection).flatMap((record, index) => checkRecord(resource, record, { ...context, known, index }));
  });
}

interface RecordContext extends CheckContext {
  readonly known: ReadonlySet<string>;
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

/** Everything shown, relations that only `with=` shows included: the schema must hold for it all. Nested resources are checked on their own. */
function schemaViolations(
  resource: Resource,
  record: StoredRecord,
  { contract, representer, reader }: RecordContext,
): readonly SchemaViolation[] {
  const relations = new Set(resource.relations.keys());
  const shown = representer.represent(resource, record, {
    reader,
    caller: undefined,
    origin: 'http://localhost',
    relations,
    counts: new Set(resource.counts),
  });
  return contract.validatorAt(resource.pointer)(shown);
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
