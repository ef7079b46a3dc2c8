import type { CompiledContract } from '../../contract/model/contract.ts';
import type { KeyRelation, KeysRelation, Resource } from '../../contract/model/resource.ts';
import { findOwn } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';
import { getKey } from '../representation/record-key.ts';
import { cancelWork } from '../time/schedule.ts';

/** What a delete works with. */
export interface DeleteContext {
  readonly contract: CompiledContract;
  readonly transaction: Transaction;
}

/**
 * Deletes a record and all records that cascade from it, sets nullable references to null, and cancels the scheduled
 * work of deleted records (its owner is `<collection>/<key>`). Returns a conflict and changes nothing if a remaining
 * record restricts the deletion.
 */
export function deleteRecord(resource: Resource, record: StoredRecord, context: DeleteContext): Outcome {
  const deleted = collectCascade({ resource, record }, context);
  const references = [...deleted.values()].flatMap((target) => [...referencesTo(target, context)]);
  const remaining = references.filter((reference) => !deleted.has(toId(reference)));
  const restricting = remaining.find(({ relation }) => relation.kind === 'key' && relation.onDelete === 'restrict');
  if (restricting !== undefined) return { kind: 'conflict', message: toMessage(resource, restricting.resource) };
  for (const reference of remaining) removeReference(reference, context.transaction);
  for (const [id, target] of deleted) {
    cancelWork(context.transaction, id);
    context.transaction.delete(target.resource.collection, getKey(target.resource, target.record));
  }
  return { kind: 'success' };
}

interface Target {
  readonly resource: Resource;
  readonly record: StoredRecord;
}

interface Reference extends Target {
  readonly relation: KeyRelation | KeysRelation;
  readonly target: Target;
}

function collectCascade(first: Target, context: DeleteContext): ReadonlyMap<string, Target> {
  const deleted = new Map<string, Target>([[toId(first), first]]);
  const queue: Target[] = [first];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const reference of referencesTo(next, context)) {
      const { relation } = reference;
      if (relation.kind !== 'key' || relation.onDelete !== 'cascade' || deleted.has(toId(reference))) continue;
      deleted.set(toId(reference), reference);
      queue.push(reference);
    }
  }
  return deleted;
}

function* referencesTo(target: Target, { contract, transaction }: DeleteContext): Generator<Reference> {
  const key = getKey(target.resource, target.record);
  for (const resource of contract.resources.values()) {
    for (const relation of resource.relations.values()) {
      if (relation.kind === 'foreign' || relation.schema !== target.resource.name) continue;
      const field = relation.kind === 'key' ? relation.key : relation.keys;
      for (const record of transaction.find(resource.collection, field, key))
        yield { resource, record, relation, target };
    }
  }
}

/** Removes one reference. Reads the record again, because removing another reference may just have changed it. */
function removeReference({ resource, record, relation, target }: Reference, transaction: Transaction): void {
  const key = getKey(resource, record);
  if (relation.kind === 'key') {
    transaction.update(resource.collection, key, { [relation.key]: null });
    return;
  }
  const keys = findOwn(transaction.get(resource.collection, key) ?? {}, relation.keys);
  const deletedKey = getKey(target.resource, target.record);
  transaction.update(resource.collection, key, {
    [relation.keys]: Array.isArray(keys) ? keys.filter((item) => item !== deletedKey) : [],
  });
}

function toId({ resource, record }: Target): string {
  return `${resource.collection}/${getKey(resource, record)}`;
}

function toMessage(resource: Resource, restricting: Resource): string {
  const name = resource.name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
  return `The ${name} cannot be deleted because ${restricting.collection.replaceAll('_', ' ')} refer to it.`;
}
