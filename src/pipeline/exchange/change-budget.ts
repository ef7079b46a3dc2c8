import type { WriteLog } from './write-log.ts';

/** Limits the bytes of what all recorded requests have changed. Over the limit, those of the oldest are dropped. */
export interface ChangeBudget {
  /** Counts what a request has changed by now, for the first time or anew. */
  count(writes: WriteLog): void;
  /** Stops counting it: its request is evicted. */
  release(writes: WriteLog): void;
}

/** Creates a budget of a number of bytes, of which nothing is used. */
export function createChangeBudget(maxBytes: number): ChangeBudget {
  /** The bytes that were counted, the oldest request first. */
  const counted = new Map<WriteLog, number>();
  let bytes = 0;
  const release = (writes: WriteLog): void => {
    bytes -= counted.get(writes) ?? 0;
    counted.delete(writes);
  };
  return {
    count: (writes) => {
      if (writes.bytes === 0) return;
      bytes += writes.bytes - (counted.get(writes) ?? 0);
      counted.set(writes, writes.bytes);
      if (bytes <= maxBytes) return;
      for (const oldest of counted.keys()) {
        release(oldest);
        oldest.drop();
        if (bytes <= maxBytes) return;
      }
    },
    release,
  };
}
