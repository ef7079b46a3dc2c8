import type { CompiledContract, SchemaViolation } from '../../contract/model/contract.ts';
import { describeViolation } from '../../contract/schema/describe-violation.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { createSchemaReader, type SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { isKey } from '../representation/record-key.ts';
import type { View } from '../representation/plan.ts';
import type { Representer } from '../representation/representer.ts';
import { bodyProperties } from '../representation/writable-fields.ts';

/** One violation of the contract by a record. `path` leads into the record. */
export interface RecordFault {
  readonly path: readonly (string | number)[];
  /**
   * The JSON Schema keyword, `unknown` for an undeclared field, or `exists` for a foreign key that does not resolve.
   */
  readonly keyword: string;
  readonly message: string;
  readonly remedy: string;
  /** The record that does not exist, which a foreign key names. */
  readonly missing?: { readonly collection: string; readonly key: JsonValue };
}

/**
 * Finds the violations of one record: invalid values, undeclared fields, and foreign keys that do not resolve.
 */
export type RecordCheck = (record: StoredRecord, reader: StoreReader) => readonly RecordFault[];

/** Compiles the check for a resource's records. */
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

/** Creates the fault of a foreign key that does not resolve. */
export function toDanglingKeyFault(
  field: string,
  missing: { readonly collection: string; readonly key: JsonValue },
): RecordFault {
  return {
    path: [field],
    keyword: 'exists',
    message: `"${toText(missing.key)}" names no record.`,
    remedy: 'Use the key of an existing record.',
    missing,
  };
}

function toText(key: JsonValue): string {
  return typeof key === 'object' ? JSON.stringify(key) : String(key);
}

/**
 * Compiles the check against the schema. The record must be valid in its largest representation, which includes the
 * relations that only `with=` shows. If relations are plain references, their records are checked on their own, so the
 * check of the much smaller outline suffices.
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

/** Returns whether the schema declares every relation as a plain reference to the related schema. */
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

/** Returns whether a schema is a reference, or a union with one, without keywords that add requirements. */
function isReference(schema: JsonObject): boolean {
  return Object.keys(schema).every((keyword) => PLAIN_KEYWORDS.has(keyword) || keyword.startsWith('x-'));
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
      const value = findOwn(record, field) ?? null;
      if (value !== null && Array.isArray(value) !== isList)
        return [toDanglingKeyFault(field, { collection, key: value })];
      const foreignKeys: readonly JsonValue[] = Array.isArray(value) ? value : [value];
      const resolves = (key: JsonValue): boolean =>
        key === null || (isKey(key) && reader.get(collection, key) !== undefined);
      return foreignKeys.filter((key) => !resolves(key)).map((key) => toDanglingKeyFault(field, { collection, key }));
    });
  };
}

function knownFields(resource: Resource, { operations, document }: CompiledContract): ReadonlySet<string> {
  const { resolve } = createSchemaReader(document);
  const own = operations.filter((operation) => operation.resource === resource);
  const sent = own.flatMap((operation) => [...(bodyProperties(operation, resolve)?.keys() ?? [])]);
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
  const remedy = 'Correct the name, or list it under "stored" of x-resource.';
  return { path: [name], keyword: 'unknown', message: `${resource} has no field "${name}".`, remedy };
}

function toSchemaFault(violation: SchemaViolation): RecordFault {
  const { path, keyword } = violation;
  const message = `${path.length === 0 ? 'The record' : `"${path.join('.')}"`} ${describeViolation(violation)}.`;
  return { path, keyword, message, remedy: 'Make the record fit its schema.' };
}

/** Keywords that add no requirement to a reference. */
const PLAIN_KEYWORDS: ReadonlySet<string> = new Set([
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
