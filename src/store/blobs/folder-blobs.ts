import { dirname, join } from 'node:path';
import { hasCode } from '../../kernel/system-error.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { nodeFiles, type Files } from '../files/files.ts';
import { makeFolder } from '../files/make-folder.ts';
import { isBlobReference, type Blobs } from '../port/blobs.ts';
import { StoreError, toWriteFailure } from '../port/store-error.ts';
import { createBlobs, type BlobDraft, type BlobStorage } from './create-blobs.ts';

/** Options of a folder of blobs. */
export interface FolderBlobsOptions {
  /** The folder's path. It is created with the first blob. */
  readonly folder: string;
  /** Throws when the folder is not ours to change any more. */
  readonly checkOwnership: () => Promise<void>;
  readonly files?: Files;
}

/**
 * Creates blobs that are stored as one file each, named after its content. A file is written under another name, synced
 * and renamed, so that it is complete or not there; when it is read, its content is compared with its name.
 */
export function createFolderBlobs({ folder, checkOwnership, files = nodeFiles }: FolderBlobsOptions): Blobs {
  return createBlobs(new BlobFolder(folder, files, checkOwnership));
}

class BlobFolder implements BlobStorage {
  readonly #folder: string;
  readonly #files: Files;
  readonly #checkOwnership: () => Promise<void>;
  /** The names of the drafts of this process. */
  readonly #drafts = new Set<string>();

  constructor(folder: string, files: Files, checkOwnership: () => Promise<void>) {
    this.#folder = folder;
    this.#files = files;
    this.#checkOwnership = checkOwnership;
  }

  async list(): Promise<readonly string[]> {
    return (await this.#listNames()).filter(isBlobReference).toSorted();
  }

  async has(reference: string): Promise<boolean> {
    if (!isBlobReference(reference)) return false;
    return (await reading(this.#files.identify(this.#pathOf(reference)))) !== undefined;
  }

  async read(reference: string): Promise<Uint8Array | undefined> {
    if (!isBlobReference(reference)) return undefined;
    const bytes = await reading(this.#files.read(this.#pathOf(reference)).catch(ignoreMissing));
    if (bytes === undefined || `sha256-${sha256(bytes)}` === reference) return bytes;
    throw new StoreError(
      'UNREADABLE',
      `Failed to read the blob ${reference}: its content is damaged. Restore the file from a backup, or store it again.`,
    );
  }

  remove(reference: string): Promise<void> {
    return writing(async () => {
      await this.#checkOwnership();
      await this.#files.remove(this.#pathOf(reference));
    });
  }

  async removeLeftovers(): Promise<void> {
    for (const name of await this.#listNames())
      if (DRAFT.test(name) && !this.#drafts.has(name)) await this.remove(name);
  }

  createDraft(): Promise<BlobDraft> {
    return writing(async () => {
      // A running server must not create a folder that was removed: another process may own the path by now.
      await this.#checkOwnership();
      await makeFolder(this.#folder);
      return this.#openDraft(`${createSystemRandom().hex('blob', 12)}.tmp`);
    });
  }

  async #openDraft(name: string): Promise<BlobDraft> {
    const path = this.#pathOf(name);
    this.#drafts.add(name);
    const file = await this.#files.open(path, 'create').catch((error: unknown) => {
      this.#drafts.delete(name);
      throw error;
    });
    const publish = async (reference: string): Promise<void> => {
      await file.sync();
      await file.close();
      await this.#checkOwnership();
      // Replaces a damaged file of that name, too.
      await this.#files.rename(path, this.#pathOf(reference));
      this.#drafts.delete(name);
      await this.#files.syncFolder(this.#folder);
      await this.#files.syncFolder(dirname(this.#folder));
    };
    return {
      write: (bytes) => writing(() => file.write(bytes)),
      publish: (reference) => writing(() => publish(reference)),
      discard: async () => {
        await file.close().catch(() => {});
        await this.#files.remove(path);
        this.#drafts.delete(name);
      },
    };
  }

  #pathOf(name: string): string {
    return join(this.#folder, name);
  }

  async #listNames(): Promise<readonly string[]> {
    return (await reading(this.#files.list(this.#folder).catch(ignoreMissing))) ?? [];
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}

async function reading<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    // Node's messages end with the failed call and its path.
    const [reason = ''] = toReason(error).split(',', 1);
    throw new StoreError('READ_FAILED', `Failed to read the blobs: ${reason}.`, { cause: error });
  }
}

async function writing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toWriteFailure(error, 'the blob');
  }
}

const DRAFT = /^[0-9a-f]{12}\.tmp$/;
