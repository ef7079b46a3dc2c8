import type { Files } from './files.ts';
import type { FileLock } from './held-lock.ts';
import { FilesLostError } from '../port/store-error.ts';

/** Dependencies of a file ownership. */
export interface FileOwnershipOptions {
  readonly files: Files;
  /** The snapshot's path. The lock and the journal are beside it. */
  readonly file: string;
  readonly lock: FileLock;
  readonly snapshot: { readonly exists: boolean };
}

/** Checks that writes go to files that the next start will read. A check costs a few lookups of file names. */
export class FileOwnership {
  readonly #options: FileOwnershipOptions;

  constructor(options: FileOwnershipOptions) {
    this.#options = options;
  }

  /** Throws a FilesLostError when the lock is not ours any more; nothing may be written, truncated or removed then. */
  async checkLock(): Promise<void> {
    const state = await this.#options.lock.inspect();
    if (state === 'taken') throw new FilesLostError(TAKEN);
    if (state === 'gone') throw new FilesLostError(GONE);
  }

  /** Like `checkLock`, and also throws when the snapshot or a journal file is missing. */
  async check(journal: { hasAllFiles(): Promise<boolean> }): Promise<void> {
    const { files, file, snapshot } = this.#options;
    const [, hasSnapshot, hasJournal] = await Promise.all([
      this.checkLock(),
      snapshot.exists ? files.identify(file).then((identity) => identity !== undefined) : true,
      journal.hasAllFiles(),
    ]);
    if (!hasSnapshot || !hasJournal) throw new FilesLostError(INCOMPLETE);
  }

  /** Whether the lock is still ours. */
  async isHeld(): Promise<boolean> {
    return (await this.#options.lock.inspect()) === 'held';
  }
}

/** The messages contain no path: the control plane's health shows them to clients. */
const TAKEN =
  'another process has taken over the data folder, or the folder was replaced. Stop one of the two servers, or put the folder back.';
const GONE = 'the data folder, or the lock in it, was removed or moved. Put it back, or restart the server.';
const INCOMPLETE =
  'the snapshot or the journal was removed from the data folder or moved. Put it back, or restart the server: it writes both again when it stops.';
