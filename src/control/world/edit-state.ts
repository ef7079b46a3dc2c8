import { alignEdited } from '../../behaviour/align-schedule.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { StateFault } from '../../kernel/problem.ts';
import { ConstraintError, type RecordViolation } from '../../store/port/store-error.ts';
import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { rejectFaults, toProblem } from './reject-faults.ts';

/** Dependencies of changing records. The store itself checks changed records. */
export interface EditDeps {
  readonly platform: Platform | undefined;
}

/**
 * Changes one collection in a transaction, and what is scheduled for its records. Throws a Problem when a changed
 * record does not fit the contract; nothing has changed then. Unchanged records are not checked, so that invalid
 * records can be fixed one by one.
 */
export async function editCollection<Result>(
  world: Pick<World, 'store' | 'clock'>,
  deps: EditDeps,
  edit: (transaction: Transaction) => Result,
): Promise<Result> {
  try {
    return await commitEdit(world, deps, edit);
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    throw toProblem(error.violations.map(toFault));
  }
}

/** Like `editCollection`, but throws the ConstraintError of the store. */
export function commitEdit<Result>(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  { platform }: EditDeps,
  edit: (transaction: Transaction) => Result,
): Promise<Result> {
  return store.transaction((transaction) => {
    const result = edit(transaction);
    rejectFaults(platform?.replies.findFaultsIn(transaction) ?? []);
    alignEdited(transaction, platform, clock.now());
    return result;
  });
}

/** Converts a rule that a record breaks to the fault of the state that was sent. */
export function toFault({ collection, key, path, message, remedy }: RecordViolation): StateFault {
  return { pointer: toPointer(['collections', collection, key, ...path]), message, remedy };
}

/** Returns the record with the key in a path. The key is text there, and may stand for a number. */
export function findByText(reader: StoreReader, spec: CollectionSpec, text: string): StoredRecord | undefined {
  return reader.get(spec.name, text) ?? (NUMBER.test(text) ? reader.get(spec.name, Number(text)) : undefined);
}

/** Returns the specification of a collection. */
export function specOf(name: string, collections: readonly CollectionSpec[]): CollectionSpec {
  return collections.find((collection) => collection.name === name) ?? { name, key: 'id', indexes: [] };
}

const NUMBER = /^\d{1,15}$/;
