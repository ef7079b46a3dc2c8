import type { JsonValue } from '../kernel/json/json.ts';
import { StateCheckpoint } from './state/checkpoint.ts';
import { NEVER_CHANGED } from './state/change-chain.ts';
import { createTransaction, takeGroup, type Task } from './commit-job.ts';
import type { Journal } from './port/journal.ts';
import { JournaledState } from './journaled-state.ts';
import { createMemoryJournal } from './journals/memory-journal.ts';
import { createState, forkState, toSnapshot, type State } from './state/state.ts';
import { stateFromCheckpoint, stateFromSnapshot } from './state/state-from.ts';
import { StoreError, toWriteFailure } from './port/store-error.ts';
import type {
  SchemaChange,
  Checkpoint,
  CollectionChanges,
  OnStaged,
  RecordKey,
  Store,
  StoredRecord,
  StoreSnapshot,
  Transaction,
} from './port/store.ts';

/** Options of a store. */
export interface StoreOptions extends Pick<SchemaChange, 'collections' | 'constraint'> {
  readonly journal: Journal;
  /** The state that the journal already stores. Defaults to the journal's `initial`, else to an empty state. */
  readonly initial?: StoreSnapshot | undefined;
  /** The journal's position at `initial`. Defaults to its current position. */
  readonly position?: number | undefined;
}

/**
 * Creates a store that holds its state in memory and stores each transaction in `journal`. Throws a StoreError when a
 * record of `initial` has no valid or no unique key.
 */
export function createStore({
  collections,
  journal,
  initial,
  position = journal.position,
  constraint,
}: StoreOptions): Store {
  const stored = initial === undefined ? journal.initial : undefined;
  const state = createState(collections, stored?.snapshot ?? initial, constraint);
  return new JournaledStore(state, journal, stored?.position ?? position);
}

class JournaledStore implements Store {
  readonly #journaled: JournaledState;
  readonly #journal: Journal;
  readonly #unsubscribe: () => void;
  readonly #tasks: Task[] = [];
  #draining: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(state: State, journal: Journal, position: number) {
    this.#journaled = new JournaledState(state, journal, position);
    this.#journal = journal;
    this.#unsubscribe = journal.subscribe((latest) => this.#onPosition(latest));
  }

  get position(): number {
    return this.#journaled.position;
  }

  get revision(): object {
    return this.#state.revision;
  }

  changesOf(collection: string): CollectionChanges {
    return this.#state.tables.get(collection) ?? NEVER_CHANGED;
  }

  get failure(): string | undefined {
    return this.#journal.failure;
  }

  get(collection: string, key: RecordKey): StoredRecord | undefined {
    return this.#state.tables.get(collection)?.get(key);
  }

  find(collection: string, field: string, value: JsonValue): readonly StoredRecord[] {
    return this.#state.tables.get(collection)?.find(field, value) ?? [];
  }

  all(collection: string): readonly StoredRecord[] {
    return this.#state.tables.get(collection)?.all() ?? [];
  }

  transaction<Result>(work: (transaction: Transaction) => Result, onStaged?: OnStaged<Result>): Promise<Result> {
    return new Promise((resolve, reject) => this.#enqueue(createTransaction({ work, onStaged, resolve, reject })));
  }

  snapshot(): StoreSnapshot {
    return toSnapshot(this.#state);
  }

  restore(snapshot: StoreSnapshot): Promise<void> {
    return this.#runAlone(() => this.#journaled.replace(() => stateFromSnapshot(snapshot, this.#state)));
  }

  checkpoint(): Checkpoint {
    return new StateCheckpoint(forkState(this.#state));
  }

  rewind(checkpoint: Checkpoint): Promise<void> {
    return this.#runAlone(() => this.#journaled.replace(() => stateFromCheckpoint(checkpoint, this.#state)));
  }

  changeSchema(change: SchemaChange): Promise<void> {
    return this.#runAlone(() => this.#changeSchema(change));
  }

  fork(from: Checkpoint = this.checkpoint()): Store {
    return new JournaledStore(stateFromCheckpoint(from, this.#state), createMemoryJournal(), 0);
  }

  announceClose = (): void => this.#journal.announceClose?.();

  close(): Promise<void> {
    this.#closing ??= (this.#draining ?? Promise.resolve()).then(() => {
      this.#unsubscribe();
      return this.#journal.close();
    });
    return this.#closing;
  }

  get #state(): State {
    return this.#journaled.current;
  }

  #runAlone(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#enqueue({ kind: 'restore', job: { run: () => work().then(resolve, reject), fail: reject } });
    });
  }

  /** Adds a task. Tasks run in the order of the calls; a task that fails does not stop the next. */
  #enqueue(task: Task): void {
    if (this.#closing !== undefined) {
      task.job.fail(new StoreError('CLOSED', 'The store is closed.'));
      return;
    }
    this.#tasks.push(task);
    this.#draining ??= this.#drain();
  }

  /** Called for every new position of the journal. Our own writes are applied where they are made. */
  #onPosition(latest: number): void {
    this.#journaled.setLatestPosition(latest);
    if (this.#closing === undefined) this.#draining ??= this.#drain();
  }

  /** Runs tasks until none is left. Never rejects. Transactions that arrive during a commit form the next group. */
  async #drain(): Promise<void> {
    // Transactions of the same turn of the event loop share a group.
    await Promise.resolve();
    while (this.#tasks.length > 0 || this.#journaled.isBehind) {
      const task = this.#tasks[0];
      if (task === undefined) await this.#journaled.catchUp();
      else if (task.kind === 'transaction') await this.#journaled.commit(takeGroup(this.#tasks));
      else {
        this.#tasks.shift();
        await task.job.run();
      }
    }
    this.#draining = undefined;
  }

  /** The records stay the same, so the journal has only the contract's digest to store. */
  async #changeSchema({ collections, contract, check, constraint }: SchemaChange): Promise<void> {
    const state = createState(collections, this.snapshot(), constraint);
    check(new JournaledStore(forkState(state), createMemoryJournal(), 0));
    await this.#journal.changeContract?.(contract).catch((error: unknown) => Promise.reject(toWriteFailure(error)));
    this.#journaled.setState(state);
  }
}
