import { Low } from 'lowdb';
import type { JsonValue } from '../../../kernel/json/json.ts';
import type { FileJournalDeps } from './file-journal-deps.ts';
import { removeJournalsBefore } from './read-journal.ts';
import { SNAPSHOT_FORMAT, type SnapshotContent } from '../../snapshots/snapshot-text.ts';
import type { StoreSnapshot } from '../../port/store.ts';

/** Writes the snapshot beside which a journal lies, and removes what it makes needless. */
export class SnapshotWriter {
  readonly #parts: FileJournalDeps;
  readonly #low: Low<JsonValue>;

  constructor(parts: FileJournalDeps) {
    this.#parts = parts;
    this.#low = new Low<JsonValue>(parts.snapshot, null);
  }

  /**
   * `journal` is the first of the journal's files that is not in it. It survives a power cut once the snapshot file has
   * settled.
   */
  async write(snapshot: StoreSnapshot, journal: number, contract: string | undefined): Promise<void> {
    const content: SnapshotContent = {
      format: SNAPSHOT_FORMAT,
      epoch: this.#parts.epoch,
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

  /** Removes the journal's files before a number. Throws where they are not ours any more. */
  async removeJournalsBefore(number: number): Promise<void> {
    const { files, file, ownership: claim } = this.#parts;
    await claim.checkLock();
    await removeJournalsBefore(files, file, number);
  }
}
