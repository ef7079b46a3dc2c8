import { SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import { isEqualJson } from '../../kernel/json/diff-json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import { OUTBOX } from '../../store/port/outbox.ts';
import type { RecordWrite, StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { editCollection, type EditDeps } from '../world/edit-state.ts';
import { toNetWrites } from './net-writes.ts';

/** Dependencies of reverting. */
export interface RevertDeps extends EditDeps {
  /** Returns the recorded exchanges of the world that came after the reverted one, in their order. */
  readonly listLater: () => readonly RecordedExchange[];
  /** Returns the number of an exchange where its id does not tell it from others. */
  readonly numberOf: (exchange: RecordedExchange) => number | undefined;
}

interface RevertContext extends Pick<RevertDeps, 'listLater' | 'numberOf'> {
  /** The name of the world. */
  readonly world: string;
}

/**
 * Undoes what the transactions of an exchange have changed, in one transaction, and returns the number of records.
 * Deliveries stay: what was sent cannot be taken back. Throws a Problem (STATE_CONFLICT) that names the records that
 * are no longer as the exchange left them, or says that all of them are as they were before; nothing has changed then.
 */
export async function revertChanges(world: World, exchange: RecordedExchange, deps: RevertDeps): Promise<number> {
  const { writes } = exchange.evidence ?? {};
  if (writes?.isTruncated === true) throw new Problem('STATE_CONFLICT', { message: TOO_MUCH });
  const changes = toNetWrites(writes?.writes ?? []).filter(({ collection }) => collection !== OUTBOX.name);
  if (changes.length === 0) return 0;
  try {
    await editCollection(world, deps, (transaction) => undo(changes, transaction, { ...deps, world: world.name }));
  } catch (error) {
    if (error instanceof Problem && error.code === 'VALIDATION_FAILED') throw toConflict(error);
    throw error;
  }
  return changes.length;
}

function undo(changes: readonly RecordWrite[], transaction: Transaction, context: RevertContext): void {
  if (isUndone(changes, transaction)) throw new Problem('STATE_CONFLICT', { message: UNDONE, remedy: NOTHING_TO_DO });
  const moved = changes.flatMap((change) => findMove(change, transaction, context));
  if (moved.length > 0) throw new Problem('STATE_CONFLICT', { message: toMessage(moved), faults: moved });
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
function findMove(
  change: RecordWrite,
  transaction: Transaction,
  { world, listLater, numberOf }: RevertContext,
): readonly StateFault[] {
  const { collection, key, after } = change;
  const current = transaction.get(collection, key);
  if (isEqualJson(current, after)) return [];
  const pointer = toPointer(['collections', collection, key]);
  if (current === undefined && collection === SCHEDULED_WORK.name)
    return [
      {
        pointer,
        message: `The scheduled work ${String(after?.['kind'])} has run or was cancelled since.`,
        remedy: RESTORE,
      },
    ];
  const happened = current === undefined ? 'deleted' : after === undefined ? 'created again' : 'changed';
  const later = findLater(change, current, listLater());
  const number = later && numberOf(later);
  const by =
    later === undefined ? '' : ` by the request ${later.id}${number === undefined ? '' : ` (number ${number})`}`;
  const remedy = `${toLaterRevert(world, later?.id, number)}, or ${REMEDIES[happened](change, world)}`;
  const message = `${collection}/${key} was ${happened} since${by}.`;
  return [
    {
      pointer,
      message,
      remedy,
      ...(later === undefined ? {} : { request_id: later.id }),
      ...(number === undefined ? {} : { request_number: number }),
    },
  ];
}

/** Returns the exchange that left a record as it is; undefined when another edit came after them. */
function findLater(
  { collection, key }: RecordWrite,
  current: StoredRecord | undefined,
  later: readonly RecordedExchange[],
): RecordedExchange | undefined {
  return later.findLast(({ evidence }) => {
    const last = evidence?.writes?.writes.findLast((write) => write.collection === collection && write.key === key);
    return last !== undefined && isEqualJson(last.after, current);
  });
}

function toMessage(moved: readonly StateFault[]): string {
  const more = moved.length === 1 ? '' : ` (and ${moved.length - 1} more)`;
  return `Failed to revert the request: ${moved[0]?.message ?? ''}${more} Nothing was changed.`;
}

/** How else to go on, by what happened to a record. */
const REMEDIES: Readonly<Record<'deleted' | 'created again' | 'changed', ToRemedy>> = {
  deleted: () => 'restore a snapshot.',
  'created again': (record) => `delete the record: DELETE ${toPath(record)}.`,
  changed: ({ collection, key }, world) => {
    const words = `${toShellWord(collection)} ${toShellWord(String(key))}`;
    const command = toCommandLine(`state patch ${words} NAME=VALUE`, world);
    return `edit the record: ${command}, or PATCH ${toPath({ collection, key })}.`;
  },
};

type ToRemedy = (record: Pick<RecordWrite, 'collection' | 'key'>, world: string) => string;

function toLaterRevert(world: string, later: string | undefined, number: number | undefined): string {
  const words = `${later === undefined ? 'REQUEST-ID' : toShellWord(later)}${number === undefined ? '' : ` --number ${number}`}`;
  const command = toCommandLine(`changes revert ${words}`, world);
  return `Revert ${later === undefined ? 'the later' : 'that'} request first (${command})`;
}

function toPath({ collection, key }: Pick<RecordWrite, 'collection' | 'key'>): string {
  return `/__admin/state/${collection}/${encodeURIComponent(String(key))}`;
}

/** Converts the rejection of an edit: other records rely on the changes by now. */
function toConflict({ faults }: Problem): Problem {
  const message =
    'Failed to revert the request: the records as they were would no longer fit the state. Nothing was changed.';
  return new Problem('STATE_CONFLICT', { message, faults });
}

const UNDONE =
  'Every record that the request changed is as it was before: it was reverted already, or later requests undid it. Nothing was changed.';
const NOTHING_TO_DO = 'There is nothing left to undo. Send the request again if you want its changes back.';
const RESTORE = 'Restore a snapshot, or reset the world.';
const TOO_MUCH =
  'Failed to revert the request: it changed more than is kept of one request, or newer requests needed the room. Nothing was changed. Restore a snapshot, or reset the world; save a snapshot before a request that changes this much.';
