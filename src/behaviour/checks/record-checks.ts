import type { CompiledContract, SchemaViolation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { createSchemaReader, type SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { isKey } from '../representation/record-key.ts';
import type { Representer, View } from '../representation/representer.ts';
import { bodyProperties } from '../representation/writable-fields.ts';

/** One way in which a record breaks the contract. `path` leads into the record. */
export interface RecordFault {
  readonly path: readonly (string | number)[];
  /**
   * The JSON Schema keyword, `unknown` for a field that nothing declares, or `exists` for a key that names no record.
   */
  readonly keyword: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Finds what is wrong with one record: it does not fit its schema, has a field that nothing declares, or a key that
 * names no record.
 */
export type RecordCheck = (record: StoredRecord, reader: StoreReader) => readonly RecordFault[];

/** Compiles the check of a resource's records. */
export function compileRecordCheck(
  resource: Resource,
  contract: CompiledContract,
  representer: Representer,
): RecordCheck {
  const known = knownFields(resource, contract);
  const findViolations = compileSchemaCheck(resource, contract, representer);
  const findDangling = compileKeyCheck(resource, contract);
  return function checkRecord(record, reader) {
    const unknown = Object.keys(record).filter((name) => !known.has(name));
    return [
      ...unknown.map((name) => toUnknownFieldFault(name, resource)),
      ...findDangling(record, reader),
      ...findViolations(record, reader).map(toSchemaFault),
    ];
  };
}

/** Says that a key names no record. */
export function toDanglingKeyFault(field: string, key: JsonValue): RecordFault {
  return {
    path: [field],
    keyword: 'exists',
    message: `"${toText(key)}" names no record.`,
    remedy: 'Name one that is there.',
  };
}

function toText(key: JsonValue): string {
  return typeof key === 'object' ? JSON.stringify(key) : String(key);
}

/**
 * The schema must hold for all that can be shown, relations that only `with=` shows included. Where each relation is
 * said by the other schema alone, whose records are checked on their own, the record without them tells as much at a
 * fraction of the cost.
 */
function compileSchemaCheck(
  resource: Resource,
  contract: CompiledContract,
  representer: Representer,
): (record: StoredRecord, reader: StoreReader) => readonly SchemaViolation[] {
  const validate = contract.validatorAt(resource.pointer);
  const isPlain = hasPlainRelations(resource, createSchemaReader(contract.document));
  const counts = new Set(resource.counts);
  const relations = new Set(resource.relations.keys());
  return function findViolations(record, reader) {
    const view: View = { reader, caller: undefined, origin: 'http://localhost', counts };
    if (isPlain && validate(representer.outline(resource, record, view)).length === 0) return [];
    return validate(representer.represent(resource, record, { ...view, relations }));
  };
}

/** Whether the schema says no more of its relations than whose they are. */
function hasPlainRelations({ properties, relations }: Resource, { findName }: SchemaReader): boolean {
  return [...relations.values()].every(({ kind, name, schema }) => {
    const declared = properties.get(name);
    const one = kind === 'key' ? declared : declared?.['items'];
    return (
      declared === undefined ||
      (isReference(declared) &&
        isJsonObject(one ?? null) &&
        isReference(one as JsonObject) &&
        findName(one as JsonObject) === schema)
    );
  });
}

/** A reference, or a choice of one: nothing beside it that could demand more. */
function isReference(schema: JsonObject): boolean {
  return Object.keys(schema).every((keyword) => PLAIN.has(keyword) || keyword.startsWith('x-'));
}

function compileKeyCheck(
  resource: Resource,
  contract: CompiledContract,
): (record: StoredRecord, reader: StoreReader) => readonly RecordFault[] {
  const keys = [...resource.relations.values()].flatMap((relation) => {
    if (relation.kind === 'foreign') return [];
    const collection = contract.resources.get(relation.schema)?.collection ?? '';
    const isList = relation.kind === 'keys';
    return [{ field: isList ? relation.keys : relation.key, isList, collection }];
  });
  return function findDangling(record, reader) {
    return keys.flatMap(({ field, isList, collection }) => {
      const held = findOwn(record, field) ?? null;
      if (held !== null && Array.isArray(held) !== isList) return [toDanglingKeyFault(field, held)];
      const named: readonly JsonValue[] = Array.isArray(held) ? held : [held];
      const isThere = (key: JsonValue): boolean =>
        key === null || (isKey(key) && reader.get(collection, key) !== undefined);
      return named.filter((key) => !isThere(key)).map((key) => toDanglingKeyFault(field, key));
    });
  };
}

function knownFields(resource: Resource, { operations, document }: CompiledContract): ReadonlySet<string> {
  const { resolve } = createSchemaReader(document);
  const about = operations.filter((operation) => operation.resource === resource);
  const sent = about.flatMap((operation) => [...(bodyProperties(operation, resolve)?.keys() ?? [])]);
  const keys = [...resource.relations.values()].flatMap((relation) =>
    relation.kind === 'key' ? [relation.key] : relation.kind === 'keys' ? [relation.keys] : [],
  );
  return new Set([
    ...resource.properties.keys(),
    ...resource.stored,
    ...resource.counts.map((name) => `${name}_count`),
    ...keys,
    ...sent,
  ]);
}

function toUnknownFieldFault(name: string, { name: resource }: Resource): RecordFault {
  const remedy = 'Mend the name, or list it under "stored" of x-resource.';
  return { path: [name], keyword: 'unknown', message: `${resource} has no field "${name}".`, remedy };
}

function toSchemaFault({ path, keyword, params, actual }: SchemaViolation): RecordFault {
  const message = `"${path.join('.')}" breaks "${keyword}" ${JSON.stringify(params)}: it is ${actual}.`;
  return { path, keyword, message, remedy: 'Make the record fit its schema.' };
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
