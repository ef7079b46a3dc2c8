import { getHeapStatistics } from 'node:v8';
import { overloaded } from './body-problems.ts';

/** What the body of one request may take of the memory that all of them share. */
export interface BodyShare {
  /**
   * Counts so many bytes more of bodies as they are sent and as they are decoded. Throws a Problem `OVERLOADED` where
   * there is no room for them.
   */
  take(bytes: number): void;
  /** The same of the values that a body is parsed to. */
  reserve(bytes: number): void;
  /** Runs work that takes memory of its own (decompression) when few others do. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The request is answered. */
  giveBack(): void;
}

/**
 * The memory for bodies of up to `maxBody` bytes: of 32 of them, but no more than half the heap of this process; and
 * half as much again for what they are parsed to.
 */
export function createBodyBudget(maxBody: number): () => BodyShare {
  const limit = Math.min(maxBody * MAX_BODIES, getHeapStatistics().heap_size_limit / 2);
  const openBytes = createBudget(limit);
  const openValues = createBudget(limit / 2);
  const inTurn = limitConcurrency(MAX_DECODING);
  return function openShare() {
    const [bytes, values] = [openBytes(), openValues()];
    return {
      take: bytes.take,
      reserve: values.take,
      inTurn,
      giveBack() {
        bytes.giveBack();
        values.giveBack();
      },
    };
  };
}

/** Of a request without a body, or where nobody else could be harmed. */
export const NO_SHARE: BodyShare = { take: () => {}, reserve: () => {}, inTurn: (work) => work(), giveBack: () => {} };

function createBudget(limit: number): () => Pick<BodyShare, 'take' | 'giveBack'> {
  let taken = 0;
  return function open() {
    let own = 0;
    return {
      take(bytes) {
        // One alone is let in, whatever it takes: there will never be more room for it.
        if (taken + bytes > limit && taken > own) throw overloaded();
        own += bytes;
        taken += bytes;
      },
      giveBack() {
        taken -= own;
        own = 0;
      },
    };
  };
}

/** Runs at most `limit` works at a time; the others wait in the order in which they came. */
function limitConcurrency(limit: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function run(work) {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes this place.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** How many of the largest bodies may be in memory at once. */
const MAX_BODIES = 32;
/** As many as Node decompresses at the same time. A decoder of brotli may take 16 MB. */
const MAX_DECODING = 4;
