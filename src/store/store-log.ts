import { coalesce } from '../kernel/coalesce.ts';
import { toClause } from '../kernel/text/to-reason.ts';
import { StateCheckpoint } from './state/checkpoint.ts';
import { stateFromCheckpoint } from './state/state-from.ts';
import type { JournaledState } from './journaled-state.ts';
import type { Journal } from './port/journal.ts';
import { StoreError, toWriteFailure } from './port/store-error.ts';
import type { Checkpoint, LogStatus, StoreLog } from './port/store.ts';

/** Options of a followed log. */
export interface FollowedLogOptions {
  readonly journal: Journal;
  readonly journaled: JournaledState;
  /** Applies what is known of the journal; the store then calls `settle`. */
  readonly wake: () => void;
}

/** How a store follows its journal: knows its position, and lets callers wait until the store has caught up. */
export class FollowedLog implements StoreLog {
  readonly #journal: Journal;
  readonly #journaled: JournaledState;
  readonly #wake: () => void;
  readonly #barrier: () => Promise<number>;
  #waiting: Waiting[] = [];

  constructor({ journal, journaled, wake }: FollowedLogOptions) {
    this.#journal = journal;
    this.#journaled = journaled;
    this.#wake = wake;
    this.#barrier = coalesce(() => journal.barrier());
  }

  get position(): number {
    return this.#journaled.appliedPosition;
  }

  get epoch(): number {
    return this.#journaled.epoch;
  }

  get status(): LogStatus {
    const { appliedPosition: position, latestPosition, epoch, lag, conflicts } = this.#journaled;
    const { hasOtherContract = false, ...rest } = this.#journal.status;
    const head = Math.max(position, latestPosition);
    const { contract } = this.#journal;
    return { silence: undefined, ...rest, position, head, epoch, lag, conflicts, contract, hasOtherContract };
  }

  async catchUp(): Promise<void> {
    const head = await this.#barrier().catch((error: unknown) => Promise.reject(toReadFailure(error)));
    this.#journaled.setLatestPosition(head);
    if (!this.#journaled.isBehind) return;
    const { epoch } = this.#journal;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ head, epoch, resolve, reject });
      this.#wake();
    });
  }

  async findResetPoint(): Promise<Checkpoint | undefined> {
    const state = await this.#journaled.saved
      .findResetPoint(this.#journaled.current)
      .catch((error: unknown) => Promise.reject(toReadFailure(error)));
    return state === undefined ? undefined : new StateCheckpoint(state);
  }

  saveState(checkpoint: Checkpoint): Promise<string> {
    return this.#journaled.saved
      .save(stateFromCheckpoint(checkpoint, this.#journaled.current))
      .catch((error: unknown) => Promise.reject(toWriteFailure(error)));
  }

  async readState(reference: string): Promise<Checkpoint> {
    const reading = this.#journaled.saved.read(reference, this.#journaled.current);
    return new StateCheckpoint(await reading.catch((error: unknown) => Promise.reject(toReadFailure(error))));
  }

  setResetPoint(checkpoint: Checkpoint): Promise<void> {
    return this.#journaled.saved
      .setResetPoint(stateFromCheckpoint(checkpoint, this.#journaled.current))
      .catch((error: unknown) => Promise.reject(toWriteFailure(error)));
  }

  /** Resolves the waits for what the store has applied; with an error, rejects all of them. */
  settle(error?: unknown): void {
    if (this.#waiting.length === 0) return;
    const { appliedPosition, epoch } = this.#journaled;
    const isReached = (each: Waiting): boolean => epoch > each.epoch || appliedPosition >= each.head;
    const waiting = this.#waiting;
    this.#waiting = error === undefined ? waiting.filter((each) => !isReached(each)) : [];
    for (const each of waiting)
      if (error !== undefined) each.reject(toReadFailure(error));
      else if (isReached(each)) each.resolve();
  }
}

/** A call that waits until the store has applied a position of an epoch. */
interface Waiting {
  readonly head: number;
  readonly epoch: number;
  resolve(): void;
  reject(error: StoreError): void;
}

function toReadFailure(cause: unknown): StoreError {
  const message = `Failed to read the latest state: ${toClause(cause)}.`;
  return new StoreError('READ_FAILED', message, { cause });
}
