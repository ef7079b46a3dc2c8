import type { Operation } from '../../contract/model/contract.ts';
import type { KeyRelation, Resource } from '../../contract/model/resource.ts';
import { allowsNull } from '../../contract/schema/schema-reader.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { findOwn, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { PrepareRule, Rule, RuleDeps } from '../rule/behaviour.ts';
import { getKey } from '../representation/record-key.ts';
import type { Caller } from '../representation/caller.ts';
import { checkRelations } from './check-relations.ts';
import type { SentFiles } from '../rule/stored-file.ts';
import { compileTextEnvelope } from '../rule/envelope.ts';
import { getResource } from '../rule/get-resource.ts';
import { createSlug } from './slug.ts';
import type { CheckRecord, FollowRecord } from './update.ts';
import { compileWritableFields } from '../representation/writable-fields.ts';

/**
 * Creates a record from a body. Fields that were not sent get their default, else null if the schema allows it. Keys,
 * slugs and timestamps are computed.
 */
export const prepareCreate: PrepareRule = (operation, deps) => prepareCheckedCreate(operation, deps, {});

/** What a platform adds to a create. */
export interface CreateExtension {
  /** Returns violations of the fields, beyond those of the contract. */
  readonly check?: CheckRecord;
  /**
   * Returns the fields completed by what is stored with the record. Called in the transaction, if all fields are valid.
   */
  readonly complete?: (fields: JsonObject, files: SentFiles | undefined, context: CreationContext) => JsonObject;
  /** Writes what follows from the record, in the transaction that has stored it. */
  readonly follow?: FollowRecord;
}

/** Prepares a create that a platform extends. */
export function prepareCheckedCreate(
  operation: Operation,
  { contract, access, presenter }: RuleDeps,
  { check = () => [], complete = (fields) => fields, follow }: CreateExtension,
): Rule {
  const resource = getResource(operation);
  const readFields = compileWritableFields(operation, resource, contract);
  const envelope = compileTextEnvelope(operation);

  return function createRecord({ world, commit, caller, body, files, request }) {
    return commit((transaction) => {
      const fields = withCallerKeys(readFields(body, request.origin), resource, caller);
      const viewpoint = { reader: transaction, caller };
      const violations = [...checkRelations(resource, fields, { contract, access, viewpoint }), ...check(fields)];
      if (violations.length > 0) return { kind: 'invalid', violations };
      const context = { world, transaction, caller };
      const record = toRecord(resource, complete(fields, files, context), context);
      transaction.insert(resource.collection, record);
      follow?.(transaction, record, world);
      const view = { ...viewpoint, origin: request.origin };
      // The record as the store keeps it, so that the next read finds this text.
      const inserted = transaction.get(resource.collection, getKey(resource, record)) ?? record;
      return { kind: 'success', text: envelope(presenter.presentDraft(resource, inserted, view)) };
    });
  };
}

/** What a new record is created with. */
export interface CreationContext {
  readonly world: World;
  readonly transaction: Transaction;
  readonly caller: Caller | undefined;
}

/** Completes `fields` to a record with computed properties, defaults and nulls. Does not insert it. */
export function toRecord(resource: Resource, fields: JsonObject, context: CreationContext): StoredRecord {
  const record: Record<string, JsonValue> = {};
  const number = context.transaction.next(resource.collection);
  const values: JsonObject = { ...fields, ...computedFields(resource, fields, number, context) };
  for (const [name, schema] of resource.properties) {
    if (resource.relations.has(name)) continue;
    const missing = schema['default'] ?? (isNullFilled(resource, name, schema) ? null : undefined);
    const value = Object.hasOwn(values, name) ? values[name] : missing;
    if (value !== undefined) setOwn(record, name, value);
  }
  for (const relation of resource.relations.values()) {
    if (relation.kind === 'key') setOwn(record, relation.key, findOwn(values, relation.key) ?? null);
    if (relation.kind === 'keys') setOwn(record, relation.keys, findOwn(values, relation.keys) ?? []);
  }
  return { ...values, ...record };
}

function isNullFilled(resource: Resource, name: string, schema: JsonObject): boolean {
  return resource.required.has(name) && allowsNull(schema) && !isComputedOnRead(resource, name);
}

function computedFields(
  resource: Resource,
  fields: JsonObject,
  number: number,
  { world, transaction, caller }: CreationContext,
): JsonObject {
  const now = toTimestamp(world.clock.now());
  const values: Record<string, JsonValue> = {};
  for (const [name, computed] of resource.computed) {
    if (computed.kind === 'uuid') setOwn(values, name, world.ids.uuid(resource.collection, number));
    if (computed.kind === 'increment') setOwn(values, name, number);
    if (computed.kind === 'created_at' || computed.kind === 'updated_at') setOwn(values, name, now);
    if (computed.kind === 'caller') setOwn(values, name, findOwn(caller?.record ?? {}, computed.field) ?? null);
    if (computed.kind === 'slug') {
      const isTaken = (slug: string): boolean => transaction.find(resource.collection, name, slug).length > 0;
      const { maxLength } = resource.properties.get(name) ?? {};
      setOwn(
        values,
        name,
        createSlug(findOwn(fields, computed.from), isTaken, Number(maxLength ?? Number.POSITIVE_INFINITY)),
      );
    }
  }
  return values;
}

/** Returns whether a property is derived at each read, so that it is not stored. */
function isComputedOnRead(resource: Resource, name: string): boolean {
  const kind = resource.computed.get(name)?.kind;
  return kind === 'count' || kind === 'owned' || kind === 'field';
}

function withCallerKeys(fields: JsonObject, resource: Resource, caller: Caller | undefined): JsonObject {
  const defaults = [...resource.relations.values()].filter(
    (relation): relation is KeyRelation => relation.kind === 'key' && relation.defaultFromCaller !== undefined,
  );
  const filled = defaults.flatMap(({ key, defaultFromCaller }) =>
    findOwn(fields, key) === undefined && defaultFromCaller !== undefined
      ? [[key, findOwn(caller?.record ?? {}, defaultFromCaller) ?? null] as const]
      : [],
  );
  return { ...fields, ...Object.fromEntries(filled) };
}
