import { createSha256 } from '../../kernel/random/digest.ts';
import type { BlobContent, BlobLease, Blobs } from '../port/blobs.ts';

/** Where blobs are stored. Its methods throw StoreErrors. */
export interface BlobStorage extends Pick<Blobs, 'read' | 'has' | 'list'> {
  createDraft(): Promise<BlobDraft>;
  remove(reference: string): Promise<void>;
  /** Tells the other processes which blobs this one uses. Absent when there are none. */
  keep?(references: ReadonlySet<string>): Promise<void>;
  /** Removes what interrupted writers have left. */
  removeLeftovers(): Promise<void>;
}

/** Bytes that are being stored. Either `publish` or `discard` ends it. */
export interface BlobDraft {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the bytes readable under the reference, durably. */
  publish(reference: string): Promise<void>;
  discard(): Promise<void>;
}

/** Creates the blobs of a storage: computes references, and decides what may be removed. */
export function createBlobs(storage: BlobStorage): Blobs {
  return new LeasedBlobs(storage);
}

class LeasedBlobs implements Blobs {
  readonly #storage: BlobStorage;
  /** The number of leases of each leased blob. */
  readonly #leases = new Map<string, number>();
  /** The blobs leased since each running collection began, released ones included. */
  readonly #running = new Set<Set<string>>();
  /** The removals in progress: a blob that is put again waits for its removal. */
  readonly #removals = new Map<string, Promise<void>>();

  constructor(storage: BlobStorage) {
    this.#storage = storage;
  }

  async put(content: BlobContent): Promise<BlobLease> {
    const draft = await this.#storage.createDraft();
    try {
      const digest = createSha256();
      let size = 0;
      for await (const bytes of content instanceof Uint8Array ? [content] : content) {
        digest.update(bytes);
        size += bytes.length;
        await draft.write(bytes);
      }
      const reference = `sha256-${digest.toHex()}`;
      return { reference, size, release: await this.#publish(draft, reference) };
    } catch (error) {
      await draft.discard().catch(() => {});
      throw error;
    }
  }

  read(reference: string): Promise<Uint8Array | undefined> {
    return this.#storage.read(reference);
  }

  has(reference: string): Promise<boolean> {
    return this.#storage.has(reference);
  }

  list(): Promise<readonly string[]> {
    return this.#storage.list();
  }

  async collect(findReferences: () => Promise<ReadonlySet<string>>): Promise<number> {
    const kept = new Set(this.#leases.keys());
    this.#running.add(kept);
    try {
      await this.#storage.removeLeftovers();
      const stored = await this.#storage.list();
      if (stored.length === 0) return 0;
      const references = await findReferences();
      await this.#storage.keep?.(references);
      let removed = 0;
      for (const reference of stored) {
        if (references.has(reference) || kept.has(reference)) continue;
        await this.#remove(reference);
        removed += 1;
      }
      return removed;
    } finally {
      this.#running.delete(kept);
    }
  }

  /** Leases a blob and then stores it, so that no collection removes it in between. Returns the lease's release. */
  async #publish(draft: BlobDraft, reference: string): Promise<() => void> {
    const release = this.#lease(reference);
    try {
      await this.#removals.get(reference)?.catch(() => {});
      await draft.publish(reference);
      return release;
    } catch (error) {
      release();
      throw error;
    }
  }

  #lease(reference: string): () => void {
    this.#leases.set(reference, (this.#leases.get(reference) ?? 0) + 1);
    for (const kept of this.#running) kept.add(reference);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      const others = (this.#leases.get(reference) ?? 0) - 1;
      if (others > 0) this.#leases.set(reference, others);
      else this.#leases.delete(reference);
    };
  }

  async #remove(reference: string): Promise<void> {
    const removal = this.#storage.remove(reference).finally(() => this.#removals.delete(reference));
    this.#removals.set(reference, removal);
    await removal;
  }
}
