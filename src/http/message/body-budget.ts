import { getHeapStatistics } from 'node:v8';
import { overloaded } from './body-problems.ts';

/** One request's share of the memory for request bodies. */
export interface BodyShare {
  /** Claims memory for bytes of the body, as sent and as decoded. Throws a Problem `OVERLOADED` when none is left. */
  claimBytes(bytes: number): void;
  /** Claims memory, in bytes, for the values that the body is parsed to. Throws a Problem `OVERLOADED` likewise. */
  claimValues(bytes: number): void;
  /** Runs work that needs memory of its own (decompression), with a limit on how many run at the same time. */
  runLimited<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Returns all claimed memory; called when the request has been responded to. */
  release(): void;
}

/**
 * Creates a budget for request bodies of up to `maxBody` bytes each: the memory of 32 such bodies, at most half of this
 * process's heap, and half as much again for the parsed values. The returned function opens one request's share.
 */
export function createBodyBudget(maxBody: number): () => BodyShare {
  const limit = Math.min(maxBody * MAX_BODIES, getHeapStatistics().heap_size_limit / 2);
  const openBytes = createBudget(limit);
  const openValues = createBudget(limit / 2);
  const runLimited = limitConcurrency(MAX_DECODING);
  return function openShare() {
    const [bytes, values] = [openBytes(), openValues()];
    return {
      claimBytes: bytes.claim,
      claimValues: values.claim,
      runLimited,
      release() {
        bytes.release();
        values.release();
      },
    };
  };
}

/** The share of a request without a body, and of one outside a server: no limits apply. */
export const UNLIMITED_SHARE: BodyShare = {
  claimBytes: () => {},
  claimValues: () => {},
  runLimited: (work) => work(),
  release: () => {},
};

interface Claims {
  claim(bytes: number): void;
  release(): void;
}

function createBudget(limit: number): () => Claims {
  let total = 0;
  return function open() {
    let own = 0;
    return {
      claim(bytes) {
        // A request that is alone may exceed the limit: there will never be more memory for it.
        if (total + bytes > limit && total > own) throw overloaded();
        own += bytes;
        total += bytes;
      },
      release() {
        total -= own;
        own = 0;
      },
    };
  };
}

/** Runs at most `limit` tasks at a time; the others wait in order of arrival. */
function limitConcurrency(limit: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function run(work) {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The next waiting task takes over this slot, so `running` stays the same.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** How many bodies of the largest size may be in memory together. */
const MAX_BODIES = 32;
/** As many as Node decompresses in parallel. A brotli decoder may take 16 MB. */
const MAX_DECODING = 4;
