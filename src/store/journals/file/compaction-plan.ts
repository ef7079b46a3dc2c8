import type { TaskQueue } from './task-queue.ts';

/** What a plan of folds is made from. */
export interface CompactionPlanOptions {
  readonly queue: TaskQueue;
  /** Begins a fold; never rejects. */
  readonly compact: () => Promise<void>;
  /** Whether there is something to fold, and no fold under way. */
  readonly isPossible: () => boolean;
  /** Whether it is worth its cost at a quiet moment: a large snapshot is not written for a small change. */
  readonly isWorthwhile: () => boolean;
}

/** Decides when a journal is folded into its snapshot: when it is large, or when nobody has written for a while. */
export class CompactionPlan {
  readonly #options: CompactionPlanOptions;
  #idle: NodeJS.Timeout | undefined;
  #isAsked = false;

  constructor(options: CompactionPlanOptions) {
    this.#options = options;
  }

  afterWrite(isLarge: boolean): void {
    if (isLarge) this.#ask();
    // Also where it is large: while a fold is under way another cannot begin.
    this.whenIdle();
  }

  /** What is not worth it waits for more, or for the end. A fold that failed is tried again so. */
  whenIdle(): void {
    if (this.#options.queue.isClosed) return;
    this.#idle ??= setTimeout(() => this.#options.isWorthwhile() && this.#ask(), IDLE).unref();
    this.#idle.refresh();
  }

  stop(): void {
    clearTimeout(this.#idle);
  }

  #ask(): void {
    const { queue, compact: fold, isPossible } = this.#options;
    if (this.#isAsked || !isPossible()) return;
    this.#isAsked = true;
    queue
      .run(fold)
      .catch(ignore)
      .finally(() => (this.#isAsked = false));
  }
}

/** The queue was closed meanwhile: then the end folds. */
function ignore(): void {}

/** Milliseconds without a write. */
const IDLE = 5000;
