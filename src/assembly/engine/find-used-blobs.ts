import type { SnapshotStores } from '../../control/world/snapshot-stores.ts';
import { findFileReferences } from '../../store/blobs/find-file-references.ts';
import { findBlobReferences } from '../../store/port/blobs.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import { DATA_FILE } from '../world/check-state.ts';
import { BLOB_FOLDER } from '../world/open-world.ts';

/** Where blobs may be referred to. */
export interface BlobUsers {
  readonly worlds: Worlds;
  readonly snapshotStores: SnapshotStores;
  /** The data folder, which also has archives and copies of states. */
  readonly data: string | undefined;
}

/** Returns the references of all worlds, of their reset points and snapshots, and of the data folder's other files. */
export async function findUsedBlobs({ worlds, snapshotStores, data }: BlobUsers): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const add = (references: Iterable<string>): void => {
    for (const reference of references) found.add(reference);
  };
  const { log } = worlds.baseline.store;
  // Another replica may have stored a blob and committed the record that refers to it.
  await log.catchUp();
  const resetPoint = await log.findResetPoint();
  if (resetPoint !== undefined) add(findBlobReferences(resetPoint.snapshot()));
  for (const state of worlds.states()) add(findBlobReferences(state.snapshot()));
  for (const world of [worlds.baseline, ...worlds.list().map((sandbox) => sandbox.world)]) {
    // The baseline's snapshots are files if there is a data folder.
    if (data !== undefined && world === worlds.baseline) continue;
    for (const store of [snapshotStores.of(world), snapshotStores.stepsOf(world)]) {
      for (const { name } of await store.list()) {
        const saved = await store.find(name);
        if (saved !== undefined) add(findBlobReferences(saved.checkpoint.snapshot()));
      }
    }
  }
  if (data !== undefined) add(await findFileReferences(data, { skipped: isLive }));
  return found;
}

/** The blobs, and the files that store the baseline's state, which was searched in memory. */
function isLive(name: string): boolean {
  return name === BLOB_FOLDER || (name.startsWith(DATA_FILE) && !name.includes('.edited-'));
}
