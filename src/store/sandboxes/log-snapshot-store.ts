import { findOwn } from '../../kernel/json/json.ts';
import { createStore } from '../create-store.ts';
import type { JournalLog } from '../port/journal.ts';
import type { ControlState, StateOwner } from '../port/control-state.ts';
import type { Checkpoint, CollectionSpec } from '../port/store.ts';
import { SNAPSHOTS, type SnapshotEntries } from '../port/snapshot-entry.ts';
import type { SnapshotLabel, SnapshotStore } from '../port/snapshot-store.ts';

/** Dependencies of the snapshots of a log. */
export interface LogSnapshotDeps {
  readonly log: JournalLog;
  readonly state: ControlState;
  readonly collections: readonly CollectionSpec[];
  /** Makes names of states that are unique among all replicas. */
  readonly createId: () => string;
}

/** Creates the snapshots of one world in a log: every replica lists, restores and deletes them. */
export function createLogSnapshotStore(world: StateOwner, deps: LogSnapshotDeps): SnapshotStore {
  const { log, state, collections, createId } = deps;
  const findEntry = (name: string): SnapshotEntries[string] | undefined => findOwn(state.read(world, SNAPSHOTS), name);
  const removeState = async (id: string | undefined): Promise<void> =>
    id === undefined ? undefined : log.remove?.(toWorldName(id));
  return {
    list: async () => {
      const labels = Object.entries(state.read(world, SNAPSHOTS)).map(([name, entry]) => toLabel(name, entry));
      return labels.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    },
    find: async (name) => {
      const entry = findEntry(name);
      if (entry === undefined) return undefined;
      return { label: toLabel(name, entry), checkpoint: await readState(entry.id, deps) };
    },
    save: async ({ label: { name, ...label }, checkpoint }) => {
      const id = createId();
      const journal = await log.open({ collections, world: toWorldName(id) });
      await journal.replace(checkpoint.snapshot(), journal.position);
      await journal.close();
      const replaced = await state.change(world, (draft) => {
        const entries = draft.read(SNAPSHOTS);
        draft.write(SNAPSHOTS, { ...entries, [name]: { id, ...label } });
        return findOwn(entries, name)?.id;
      });
      await removeState(replaced);
    },
    remove: async (name) => {
      const removed = await state.change(world, (draft) => {
        const { [name]: found, ...left } = draft.read(SNAPSHOTS);
        if (found !== undefined) draft.write(SNAPSHOTS, left);
        return found?.id;
      });
      await removeState(removed);
      return removed !== undefined;
    },
  };
}

async function readState(id: string, { log, collections }: LogSnapshotDeps): Promise<Checkpoint> {
  const journal = await log.open({ collections, world: toWorldName(id) });
  const store = createStore({ collections, journal });
  const checkpoint = store.checkpoint();
  await store.close();
  return checkpoint;
}

function toLabel(name: string, { id: _id, ...label }: SnapshotEntries[string]): SnapshotLabel {
  return { name, ...label };
}

function toWorldName(id: string): string {
  return `snapshot/${id}`;
}
