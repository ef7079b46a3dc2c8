import { SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import { isEqualJson } from '../../kernel/json/diff-json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import { OUTBOX } from '../../store/port/outbox.ts';
import { ConstraintError } from '../../store/port/store-error.ts';
import type { RecordWrite, StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { commitEdit, type EditDeps } from '../world/edit-state.ts';
import { describeBroken } from './broken-relations.ts';
import { nameLater, toEditCommand, toRecordPath, toRevertCommand, type LaterRequests } from './later-request.ts';
import { toNetWrites } from './net-writes.ts';

/** Dependencies of reverting. */
export type RevertDeps = EditDeps & Omit<LaterRequests, 'world'>;

/**
 * Undoes what the transactions of an exchange have changed, in one transaction, and returns the number of records.
 * Deliveries stay: what was sent cannot be taken back. Throws a Problem (STATE_CONFLICT) that names the records that
 * are no longer as the exchange left them, or those whose relations prevent it, or says that all of them are as they
 * were before; nothing has changed then.
 */
export async function revertChanges(world: World, exchange: RecordedExchange, deps: RevertDeps): Promise<number> {
  const { writes } = exchange.evidence ?? {};
  if (writes?.isTruncated === true) throw new Problem('STATE_CONFLICT', TOO_MUCH);
  const changes = toNetWrites(writes?.writes ?? []).filter(({ collection }) => collection !== OUTBOX.name);
  if (changes.length === 0) return 0;
  const later: LaterRequests = { ...deps, world: world.name };
  try {
    await commitEdit(world, deps, (transaction) => undo(changes, transaction, later));
  } catch (error) {
    if (error instanceof ConstraintError)
      throw toConflict(error.violations.slice(0, MAX_FAULTS).map((each) => describeBroken(each, changes, later)));
    if (error instanceof Problem && error.code === 'VALIDATION_FAILED') throw toConflict(error.faults);
    throw error;
  }
  return changes.length;
}

function undo(changes: readonly RecordWrite[], transaction: Transaction, later: LaterRequests): void {
  if (isUndone(changes, transaction)) throw new Problem('STATE_CONFLICT', { message: UNDONE, remedy: NOTHING_TO_DO });
  const moved = changes.flatMap((change) => findMove(change, transaction, later));
  if (moved.length > 0) throw toConflict(moved);
  for (const { collection, key, before, after } of changes.toReversed()) {
    if (before === undefined) transaction.delete(collection, key);
    else if (after === undefined) transaction.insert(collection, before);
    else transaction.replace(collection, before);
  }
}

/**
 * Returns whether every record is as it was before the exchange. Scheduled work does not count beside other records:
 * work that a revert has brought back may have run by now.
 */
function isUndone(changes: readonly RecordWrite[], transaction: Transaction): boolean {
  const records = changes.filter(({ collection }) => collection !== SCHEDULED_WORK.name);
  return (records.length === 0 ? changes : records).every(({ collection, key, before }) =>
    isEqualJson(transaction.get(collection, key), before),
  );
}

/** Returns what happened to a record since; nothing when it is as the exchange left it. */
function findMove(change: RecordWrite, transaction: Transaction, later: LaterRequests): readonly StateFault[] {
  const { collection, key, after } = change;
  const current = transaction.get(collection, key);
  if (isEqualJson(current, after)) return [];
  const pointer = toPointer(['collections', collection, key]);
  if (current === undefined && collection === SCHEDULED_WORK.name) {
    const message = `The scheduled work ${String(after?.['kind'])} has run or was cancelled since.`;
    return [{ pointer, message, remedy: RESTORE }];
  }
  const happened = current === undefined ? 'deleted' : after === undefined ? 'created again' : 'changed';
  const request = nameLater(later, (writes) => isLeftBy(writes, change, current));
  const revert = request?.revert ?? `Revert the later request first (${toRevertCommand('REQUEST-ID', later.world)})`;
  return [
    {
      pointer,
      message: `${collection}/${key} was ${happened} since${request?.by ?? ''}.`,
      remedy: `${revert}, or ${REMEDIES[happened](change, later.world)}`,
      ...request?.fields,
    },
  ];
}

/** Whether the last write of a record left it as it is; otherwise another edit came after it. */
function isLeftBy(
  writes: readonly RecordWrite[],
  { collection, key }: RecordWrite,
  current: StoredRecord | undefined,
): boolean {
  const last = writes.findLast((write) => write.collection === collection && write.key === key);
  return last !== undefined && isEqualJson(last.after, current);
}

/** How else to go on, by what happened to a record. */
const REMEDIES: Readonly<Record<'deleted' | 'created again' | 'changed', ToRemedy>> = {
  deleted: () => 'restore a snapshot.',
  'created again': (record) => `delete the record: DELETE ${toRecordPath(record)}.`,
  changed: (record, world) =>
    `edit the record: ${toEditCommand(record, 'NAME', world)}, or PATCH ${toRecordPath(record)}.`,
};

type ToRemedy = (record: Pick<RecordWrite, 'collection' | 'key'>, world: string) => string;

/** Returns the Problem of what prevents the revert. */
function toConflict(faults: readonly StateFault[]): Problem {
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
  const message = `Failed to revert the request: ${faults[0]?.message ?? ''}${more} Nothing was changed.`;
  return new Problem('STATE_CONFLICT', { message, remedy: LATER_FIRST, faults });
}

const UNDONE =
  'Every record that the request changed is as it was before: it was reverted already, or later requests undid it. Nothing was changed.';
const NOTHING_TO_DO = 'There is nothing left to undo. Send the request again if you want its changes back.';
const RESTORE = 'Restore a snapshot, or reset the world.';
const LATER_FIRST = 'Undo first what prevents it, as said of each record. Then revert the request again.';
const TOO_MUCH = {
  message:
    'Failed to revert the request: it changed more than is kept of one request, or newer requests needed the room. Nothing was changed.',
  remedy: `${RESTORE} Save a snapshot before a request that changes this much.`,
};
const MAX_FAULTS = 100;
