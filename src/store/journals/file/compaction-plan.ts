import type { TaskQueue } from './task-queue.ts';

/** Options of a compaction plan. */
export interface CompactionPlanOptions {
  readonly queue: TaskQueue;
  /** Starts a compaction; never rejects. */
  readonly compact: () => Promise<void>;
  /** Whether there is something to compact, and no compaction in progress. */
  readonly isPossible: () => boolean;
  /** Whether compacting an idle journal is worth its cost: a large snapshot is not written for a small change. */
  readonly isWorthwhile: () => boolean;
}

/**
 * Decides when a journal is compacted into its snapshot: when it is large, or when no writes have arrived for a while.
 */
export class CompactionPlan {
  readonly #options: CompactionPlanOptions;
  #idle: NodeJS.Timeout | undefined;
  #isRequested = false;

  constructor(options: CompactionPlanOptions) {
    this.#options = options;
  }

  afterWrite(isLarge: boolean): void {
    if (isLarge) this.#request();
    // Also schedule an idle compaction: the request above is dropped while one is running.
    this.scheduleWhenIdle();
  }

  /**
   * Schedules a compaction for an idle moment. A journal too small to be worth it is compacted later or on
   * close. This also retries a failed compaction.
   */
  scheduleWhenIdle(): void {
    if (this.#options.queue.isClosed) return;
    this.#idle ??= setTimeout(() => this.#options.isWorthwhile() && this.#request(), IDLE_TIME).unref();
    this.#idle.refresh();
  }

  stop(): void {
    clearTimeout(this.#idle);
  }

  #request(): void {
    const { queue, compact, isPossible } = this.#options;
    if (this.#isRequested || !isPossible()) return;
    this.#isRequested = true;
    queue
      .run(compact)
      .catch(ignore)
      .finally(() => (this.#isRequested = false));
  }
}

/** Ignores that the queue was closed: the journal is compacted on close. */
function ignore(): void {}

/** Milliseconds without a write after which the journal is idle. */
const IDLE_TIME = 5000;
