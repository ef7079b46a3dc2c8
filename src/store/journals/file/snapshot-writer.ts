import { Low } from 'lowdb';
import type { JsonValue } from '../../../kernel/json/json.ts';
import type { FileJournalDeps } from './file-journal-deps.ts';
import { removeJournalsBefore } from './read-journal.ts';
import { SNAPSHOT_FORMAT, type SnapshotContent } from '../../snapshots/snapshot-text.ts';
import type { StoreSnapshot } from '../../port/store.ts';

/** Writes a journal's snapshot, and removes the journal files that it contains. */
export class SnapshotWriter {
  readonly #deps: FileJournalDeps;
  readonly #low: Low<JsonValue>;

  constructor(deps: FileJournalDeps) {
    this.#deps = deps;
    this.#low = new Low<JsonValue>(deps.snapshot, null);
  }

  /**
   * Writes the snapshot; `journal` is the number of the first journal file that it does not contain. It survives a
   * power cut only after the snapshot file is synced.
   */
  async write(snapshot: StoreSnapshot, journal: number, contract: string | undefined): Promise<void> {
    const content: SnapshotContent = {
      format: SNAPSHOT_FORMAT,
      epoch: this.#deps.epoch,
      contract,
      journal,
      ...snapshot,
    };
    this.#low.data = content as unknown as JsonValue;
    try {
      await this.#low.write();
    } finally {
      this.#low.data = null;
    }
  }

  /** Removes the journal files before a number. Throws a FilesLostError when another process has locked them. */
  async removeJournalsBefore(number: number): Promise<void> {
    const { files, file, ownership } = this.#deps;
    await ownership.checkLock();
    await removeJournalsBefore(files, file, number);
  }
}
