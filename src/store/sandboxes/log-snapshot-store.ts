import { findOwn } from '../../kernel/json/json.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import type { Journal, JournalLog } from '../port/journal.ts';
import type { SharedControlState } from '../control/shared-control-state.ts';
import type { ControlDraft, StateOwner } from '../port/control-state.ts';
import type { Checkpoint } from '../port/store.ts';
import { StoreError, toWriteFailure } from '../port/store-error.ts';
import { SNAPSHOTS, type SnapshotEntries } from '../port/snapshot-entry.ts';
import type { SnapshotLabel, SnapshotStore } from '../port/snapshot-store.ts';

/** Dependencies of the snapshots of a log. */
export interface LogSnapshotDeps {
  readonly log: JournalLog;
  readonly state: SharedControlState;
  /** Makes names of states that are unique among all replicas. */
  readonly createId: () => string;
}

/** Creates the snapshots of one world in a log: every replica lists, restores and deletes them. */
export function createLogSnapshotStore(world: StateOwner, deps: LogSnapshotDeps): SnapshotStore {
  const { log, state, createId } = deps;
  const findEntry = (name: string): SnapshotEntries[string] | undefined => findOwn(state.read(world, SNAPSHOTS), name);
  const removeState = async (id: string | undefined): Promise<void> =>
    id === undefined ? undefined : log.remove?.(toSnapshotWorld(id)).catch(rejectWrite);
  return {
    list: async () => {
      await state.log.catchUp();
      const labels = Object.entries(state.read(world, SNAPSHOTS)).map(([name, entry]) => toLabel(name, entry));
      return labels.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    },
    find: async (name) => {
      await state.log.catchUp();
      const entry = findEntry(name);
      if (entry === undefined) return undefined;
      return { label: toLabel(name, entry), checkpoint: await readState(entry.id, log).catch(rejectRead) };
    },
    save: async ({ label: { name, ...label }, checkpoint }) => {
      const id = createId();
      const discard = (): Promise<void> => removeState(id).catch(() => undefined);
      await storeState(checkpoint, id, log).catch((cause: unknown) => discard().then(() => rejectWrite(cause)));
      const entry = { id, ...label };
      const replaced = await state
        .change(world, (draft) => writeEntry(draft, name, entry))
        .catch(async (error: unknown) => {
          // An uncertain change may have been stored, and then refers to the state.
          if (!isUncertain(error)) await discard();
          throw error;
        });
      await removeState(replaced);
    },
    remove: async (name) => {
      const entry = findEntry(name);
      if (entry === undefined) return false;
      // The entry goes last, so that a removal that fails can be repeated.
      await removeState(entry.id);
      return state.change(world, (draft) => removeEntry(draft, name, entry.id));
    },
  };
}

/** Returns the id of the entry that it replaces. */
function writeEntry(draft: ControlDraft, name: string, entry: SnapshotEntries[string]): string | undefined {
  const entries = draft.read(SNAPSHOTS);
  draft.write(SNAPSHOTS, { ...entries, [name]: entry });
  return findOwn(entries, name)?.id;
}

/** Returns false when another snapshot, or none, has the name. */
function removeEntry(draft: ControlDraft, name: string, id: string): boolean {
  const { [name]: found, ...left } = draft.read(SNAPSHOTS);
  if (found?.id !== id) return false;
  draft.write(SNAPSHOTS, left);
  return true;
}

async function storeState(checkpoint: Checkpoint, id: string, log: JournalLog): Promise<void> {
  const journal = await openSnapshot(id, log);
  try {
    await journal.replace(checkpoint.snapshot(), journal.position);
  } finally {
    await journal.close();
  }
}

/** Reads the state as it was saved. The store that restores it has its collections, which a reload may have changed. */
async function readState(id: string, log: JournalLog): Promise<Checkpoint> {
  const journal = await openSnapshot(id, log);
  const { initial } = journal;
  await journal.close();
  if (initial === undefined) throw new Error('its state is missing');
  const { snapshot } = initial;
  return { position: snapshot.position, snapshot: () => snapshot };
}

/** Opens the world of a snapshot. It holds one complete state, so that no record is looked for by its key. */
function openSnapshot(id: string, log: JournalLog): Promise<Journal> {
  return log.open({ collections: [], world: toSnapshotWorld(id) });
}

function toLabel(name: string, { id: _id, ...label }: SnapshotEntries[string]): SnapshotLabel {
  return { name, ...label };
}

/** Returns the name of the world that holds the state of a snapshot. */
export function toSnapshotWorld(id: string): string {
  return `snapshot/${id}`;
}

function isUncertain(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'WRITE_UNCERTAIN';
}

function rejectWrite(cause: unknown): never {
  throw toWriteFailure(cause, 'the snapshot');
}

function rejectRead(cause: unknown): never {
  throw new StoreError('READ_FAILED', `Failed to read the snapshot: ${toClause(cause)}.`, { cause });
}
