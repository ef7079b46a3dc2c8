import type { Operation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { findOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { PrepareRule, Rule, RuleDeps } from '../rule/behaviour.ts';
import { checkRelations } from './check-relations.ts';
import { compileTextEnvelope } from '../rule/envelope.ts';
import { compileFindRecord } from './find-record.ts';
import { getResource } from '../rule/get-resource.ts';
import { getKey } from '../representation/record-key.ts';
import { readRequestedRelations } from '../representation/requested-relations.ts';
import { compileWritableFields } from '../representation/writable-fields.ts';

/** Replaces the sent properties. As with Eloquent, an update that changes nothing leaves `updated_at` as it is. */
export const prepareUpdate: PrepareRule = (operation, deps) => prepareCheckedUpdate(operation, deps, {});

/** Returns a platform's own violations of a record that is about to be written (for an update, with its changes). */
export type CheckRecord = (record: JsonObject) => readonly FieldViolation[];

/** Writes what follows from a stored record, in the transaction that has stored it. */
export type FollowRecord = (transaction: Transaction, record: StoredRecord, world: World) => void;

/** What a platform adds to an update. */
export interface UpdateExtension {
  /** Returns violations of the record with its changes, beyond those of the contract. */
  readonly check?: CheckRecord;
  readonly follow?: FollowRecord;
}

/** Prepares an update that a platform extends. */
export function prepareCheckedUpdate(
  operation: Operation,
  { contract, access, presenter }: RuleDeps,
  { check = () => [], follow }: UpdateExtension,
): Rule {
  const resource = getResource(operation);
  const find = compileFindRecord(operation, resource, access);
  const readFields = compileWritableFields(operation, resource, contract);
  const envelope = compileTextEnvelope(operation);

  return function updateRecord({ world, commit, caller, path, query, body, request }) {
    return commit((transaction) => {
      const viewpoint = { reader: transaction, caller };
      const found = find(path, 'edit', viewpoint);
      if (found.kind === 'rejected') return found.outcome;
      const fields = readFields(body, request.origin);
      const violations = [
        ...checkRelations(resource, fields, { contract, access, viewpoint }),
        ...check({ ...found.record, ...fields }),
      ];
      if (violations.length > 0) return { kind: 'invalid', violations };
      const changes = toChanges(resource, found.record, fields, world);
      const record =
        changes === undefined
          ? found.record
          : transaction.update(resource.collection, getKey(resource, found.record), changes);
      follow?.(transaction, record, world);
      const view = { ...viewpoint, origin: request.origin, ...readRequestedRelations(query) };
      const text = envelope(presenter.presentDraft(resource, record, view));
      return { kind: 'success', text, decision: found.decision };
    });
  };
}

/** Returns the fields that differ from the record's, with the time of the change. Undefined if none differs. */
function toChanges(resource: Resource, record: StoredRecord, fields: JsonObject, world: World): JsonObject | undefined {
  const changed = Object.entries(fields).filter(
    ([name, value]) => JSON.stringify(findOwn(record, name)) !== JSON.stringify(value),
  );
  if (changed.length === 0) return undefined;
  const now = toTimestamp(world.clock.now());
  const touched = [...resource.computed].flatMap(([name, { kind }]) =>
    kind === 'updated_at' ? [[name, now] as const] : [],
  );
  return Object.fromEntries([...changed, ...touched]);
}
