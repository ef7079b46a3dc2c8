import type { Files } from './files.ts';
import type { FileLock } from './held-lock.ts';
import { FilesLostError } from '../port/store-error.ts';

/** What a claim is made from. */
export interface FileOwnershipOptions {
  readonly files: Files;
  /** The snapshot, which the lock and the journal lie beside. */
  readonly file: string;
  readonly lock: FileLock;
  readonly snapshot: { readonly exists: boolean };
}

/**
 * Knows whether what is written lands in files that the next start will read. Its checks cost a look at a few names of
 * a folder.
 */
export class FileOwnership {
  readonly #options: FileOwnershipOptions;

  constructor(options: FileOwnershipOptions) {
    this.#options = options;
  }

  /** Throws a FilesLostError where the lock is not ours any more: nothing may be written, cut off or removed then. */
  async checkLock(): Promise<void> {
    const state = await this.#options.lock.inspect();
    if (state === 'taken') throw new FilesLostError(TAKEN);
    if (state === 'gone') throw new FilesLostError(GONE);
  }

  /** The same, and where the snapshot or a file of the journal is not in its place. */
  async check(journal: { hasAllFiles(): Promise<boolean> }): Promise<void> {
    const { files, file, snapshot } = this.#options;
    const [, isSnapshotThere, isJournalThere] = await Promise.all([
      this.checkLock(),
      snapshot.exists ? files.identify(file).then((found) => found !== undefined) : true,
      journal.hasAllFiles(),
    ]);
    if (!isSnapshotThere || !isJournalThere) throw new FilesLostError(INCOMPLETE);
  }

  /** Whether the lock is ours. */
  async isHeld(): Promise<boolean> {
    return (await this.#options.lock.inspect()) === 'held';
  }
}

/** They name no path: the control plane's health shows them to callers who need not know it. */
const TAKEN =
  'another process has taken over the data folder, or another folder is in its place. Stop one of the two servers, or bring the folder back.';
const GONE = 'the data folder, or the lock in it, was removed or moved. Bring it back, or restart the server.';
const INCOMPLETE =
  'the snapshot or the journal was removed from the data folder, or moved. Bring it back, or stop the server, which writes both anew as it ends, and start it again.';
