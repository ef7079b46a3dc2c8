import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../kernel/logger.ts';
import type { Blobs } from '../../store/port/blobs.ts';
import type { SnapshotStore } from '../../store/port/snapshot-store.ts';

/** Removes blobs that nothing refers to, in the background. */
export interface BlobCollector {
  /** Starts a collection soon. Requests during a collection lead to one more. */
  request(): void;
  /** Ends the collection that runs, without removing more. */
  close(): Promise<void>;
}

/** Dependencies of a blob collector. */
export interface BlobCollectorDeps {
  readonly blobs: Blobs;
  readonly findReferences: () => Promise<ReadonlySet<string>>;
  readonly logger: Logger;
  /** The time between the two searches for references, in milliseconds. Defaults to a second. */
  readonly pause?: number;
  /** The time after which a collection is requested again, in milliseconds. By default none is. */
  readonly interval?: number | undefined;
}

/**
 * Creates a collector. It searches for references twice, with a pause in between: the first search may miss those of a
 * snapshot that is being saved or restored. A collection that fails is logged and removes nothing more.
 */
export function createBlobCollector({
  blobs,
  findReferences,
  logger,
  pause = PAUSE,
  interval,
}: BlobCollectorDeps): BlobCollector {
  const closing = new AbortController();
  let running: Promise<void> | undefined;
  let isRequested = false;

  const findTwice = async (): Promise<ReadonlySet<string>> => {
    const first = await findReferences();
    await sleep(pause, undefined, { signal: closing.signal, ref: false });
    return new Set([...first, ...(await findReferences())]);
  };
  const run = async (): Promise<void> => {
    while (isRequested && !closing.signal.aborted) {
      isRequested = false;
      await blobs.collect(findTwice).catch((error: unknown) => {
        if (!closing.signal.aborted)
          logger.warn({ error }, 'Unused blobs could not be removed. The next collection tries again.');
      });
    }
    running = undefined;
  };
  const request = (): void => {
    isRequested = true;
    running ??= run();
  };
  const timer = interval === undefined ? undefined : setInterval(request, interval).unref();
  return {
    request,
    close: async () => {
      clearInterval(timer);
      closing.abort();
      await running;
    },
  };
}

/** Collects nothing, where not every reference can be found. */
export const NO_COLLECTOR: BlobCollector = { request: () => {}, close: async () => {} };

/** Returns a snapshot store that requests a collection after a snapshot was removed or replaced. */
export function collectAfterRemoval(store: SnapshotStore, collector: Pick<BlobCollector, 'request'>): SnapshotStore {
  return {
    ...store,
    save: async (snapshot) => {
      await store.save(snapshot);
      collector.request();
    },
    remove: async (name) => {
      const isRemoved = await store.remove(name);
      if (isRemoved) collector.request();
      return isRemoved;
    },
  };
}

/** Milliseconds. */
const PAUSE = 1000;
