import type { CompiledContract } from '../../contract/model/contract.ts';
import type { KeyRelation, KeysRelation, Resource } from '../../contract/model/resource.ts';
import { findOwn } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';
import { getKey } from '../representation/record-key.ts';
import { cancelWork } from '../time/schedule.ts';

/** What a delete works on. */
export interface DeleteContext {
  readonly contract: CompiledContract;
  readonly transaction: Transaction;
}

/**
 * Deletes a record and whatever cascades from it, empties the keys that may be empty, and refuses with a conflict,
 * nothing changed, where a record that stays restricts it. Work that was scheduled for what goes (its owner is
 * `<collection>/<key>`) is cancelled.
 */
export function deleteRecord(resource: Resource, record: StoredRecord, context: DeleteContext): Outcome {
  const doomed = collectCascade({ resource, record }, context);
  const references = [...doomed.values()].flatMap((target) => [...referencesTo(target, context)]);
  const staying = references.filter((reference) => !doomed.has(toId(reference)));
  const restricting = staying.find(({ relation }) => relation.kind === 'key' && relation.onDelete === 'restrict');
  if (restricting !== undefined) return { kind: 'conflict', message: toMessage(resource, restricting.resource) };
  for (const reference of staying) release(reference, context.transaction);
  for (const [id, target] of doomed) {
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
  const doomed = new Map<string, Target>([[toId(first), first]]);
  const queue: Target[] = [first];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const reference of referencesTo(next, context)) {
      if (reference.relation.kind !== 'key' || reference.relation.onDelete !== 'cascade' || doomed.has(toId(reference)))
        continue;
      doomed.set(toId(reference), reference);
      queue.push(reference);
    }
  }
  return doomed;
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

/** The record may have changed since it was found: another relation of it may have been emptied just before. */
function release({ resource, record, relation, target }: Reference, transaction: Transaction): void {
  const key = getKey(resource, record);
  if (relation.kind === 'key') {
    transaction.update(resource.collection, key, { [relation.key]: null });
    return;
  }
  const held = findOwn(transaction.get(resource.collection, key) ?? {}, relation.keys);
  const gone = getKey(target.resource, target.record);
  transaction.update(resource.collection, key, {
    [relation.keys]: Array.isArray(held) ? held.filter((item) => item !== gone) : [],
  });
}

function toId({ resource, record }: Target): string {
  return `${resource.collection}/${getKey(resource, record)}`;
}

function toMessage(resource: Resource, restricting: Resource): string {
  const name = resource.name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
  return `The ${name} cannot be deleted because ${restricting.collection.replaceAll('_', ' ')} refer to it.`;
}
