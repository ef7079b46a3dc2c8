import type { JsonValue } from '../kernel/json/json.ts';
import { StateCheckpoint } from './state/checkpoint.ts';
import { NEVER_CHANGED } from './state/change-chain.ts';
import { createAlone, createTransaction, takeGroup, type Task } from './commit-job.ts';
import { createBackoff } from '../kernel/time/backoff.ts';
import { FollowedLog } from './store-log.ts';
import { createWriterId } from './writer-id.ts';
import { CommitListeners } from './commit-listeners.ts';
import type { Journal } from './port/journal.ts';
import { JournaledState, type JournaledStateOptions } from './journaled-state.ts';
import { createMemoryJournal } from './journals/memory-journal.ts';
import { createState, forkState, toSnapshot, type State } from './state/state.ts';
import { stateFromChecked, stateFromCheckpoint, stateFromSnapshot, withPositionOf } from './state/state-from.ts';
import { StoreError, toWriteFailure } from './port/store-error.ts';
import type {
  SchemaChange,
  Checkpoint,
  CollectionChanges,
  OnStaged,
  RecordKey,
  Store,
  StoredRecord,
  StoreLog,
  StoreSnapshot,
  Transaction,
} from './port/store.ts';

/** Options of a store. */
export interface StoreOptions extends Pick<SchemaChange, 'collections' | 'constraint'> {
  readonly journal: Journal;
  readonly contract?: SchemaChange['contract'];
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
  ...schema
}: StoreOptions): Store {
  const stored = initial === undefined ? journal.initial : undefined;
  const state = createState(collections, stored?.snapshot ?? initial, schema);
  return new JournaledStore({
    state,
    journal,
    position: stored?.position ?? position,
    reference: stored?.reference,
    writer: createWriterId(),
  });
}

class JournaledStore implements Store {
  readonly #journaled: JournaledState;
  readonly #journal: Journal;
  readonly #unsubscribe: () => void;
  readonly #tasks: Task[] = [];
  readonly #log: FollowedLog;
  readonly #readBackoff = createBackoff({ first: 100, max: 5000 });
  /** Set while the store waits before it reads the journal again. */
  #nextRead: NodeJS.Timeout | undefined;
  readonly #listeners: CommitListeners;
  #draining: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: JournaledStateOptions) {
    const { journal } = options;
    this.#journaled = new JournaledState(options);
    this.#journal = journal;
    this.#log = new FollowedLog({ journal, journaled: this.#journaled, wake: () => this.#readAgain() });
    this.#listeners = new CommitListeners(this.#state.revision);
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

  get log(): StoreLog {
    return this.#log;
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

  runAlone<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    return new Promise((resolve, reject) => this.#enqueue(createAlone(this.#journaled, { work, resolve, reject })));
  }

  onCommit = (listener: () => void): (() => void) => this.#listeners.add(listener);

  snapshot(): StoreSnapshot {
    return toSnapshot(this.#state);
  }

  restore(snapshot: StoreSnapshot): Promise<void> {
    return this.#replace(() => this.#journaled.replace(() => stateFromSnapshot(snapshot, this.#state)));
  }

  checkpoint(origin?: Checkpoint): Checkpoint {
    return new StateCheckpoint(withPositionOf(origin, forkState(this.#state)));
  }

  rewind: Store['rewind'] = (checkpoint, checked) =>
    this.#replace(() => this.#journaled.replace(() => stateFromChecked(checkpoint, this.#state, checked)));

  changeSchema(change: SchemaChange): Promise<void> {
    return this.#replace(() => this.#changeSchema(change));
  }

  fork(from: Checkpoint = this.checkpoint(), journal?: Journal, reference?: string): Store {
    return createFork(stateFromCheckpoint(from, this.#state), journal, reference);
  }

  forkUnchecked = (): Store => createFork({ ...forkState(this.#state), constraint: undefined });

  async forkOnto(journal: Journal, from: Checkpoint, reference: string): Promise<Store> {
    const store = this.fork(from, journal, reference);
    await store.log.catchUp().catch((error: unknown) => store.close().then(() => Promise.reject(error as Error)));
    return store;
  }

  announceClose = (): void => this.#journal.announceClose?.();

  close(): Promise<void> {
    this.#closing ??= (this.#draining ?? Promise.resolve()).then(() => {
      clearTimeout(this.#nextRead);
      this.#unsubscribe();
      this.#log.settle(new StoreError('CLOSED', 'The store is closed.'));
      return this.#journal.close();
    });
    return this.#closing;
  }

  get #state(): State {
    return this.#journaled.current;
  }

  #replace(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#enqueue({ kind: 'alone', job: { run: () => work().then(resolve, reject), fail: reject } });
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
    this.#wake();
  }

  #wake(): void {
    if (this.#closing === undefined) this.#draining ??= this.#drain();
  }

  /** Runs tasks until none is left. Never rejects. Transactions that arrive during a commit form the next group. */
  async #drain(): Promise<void> {
    // Transactions of the same turn of the event loop share a group.
    await Promise.resolve();
    while (this.#tasks.length > 0 || this.#mustRead) {
      const task = this.#tasks[0];
      if (task === undefined) await this.#catchUp();
      else if (task.kind === 'transaction') await this.#journaled.commit(takeGroup(this.#tasks));
      else {
        this.#tasks.shift();
        await task.job.run();
      }
      this.#log.settle();
      this.#listeners.announce(this.#state.revision);
    }
    this.#draining = undefined;
  }

  /** Whether there is something to read. A store that closes reads no more: a read that fails must not hold it. */
  get #mustRead(): boolean {
    return this.#journaled.isBehind && this.#nextRead === undefined && this.#closing === undefined;
  }

  /** Applies what other processes have written. After a failure, transactions go on and the read is repeated later. */
  async #catchUp(): Promise<void> {
    try {
      await this.#journaled.catchUp();
      this.#readBackoff.reset();
    } catch (error) {
      this.#log.settle(error);
      if (this.#closing === undefined)
        this.#nextRead = setTimeout(() => this.#readAgain(), this.#readBackoff.next()).unref();
    }
  }

  #readAgain(): void {
    clearTimeout(this.#nextRead);
    this.#nextRead = undefined;
    this.#wake();
  }

  /** The records stay the same, so the journal has only the contract's digest to store. */
  async #changeSchema({ collections, contract, check, constraint }: SchemaChange): Promise<void> {
    const state = createState(collections, this.snapshot(), { contract, constraint });
    await check(createFork(forkState(state)));
    await this.#journal.changeSchema(contract).catch((error: unknown) => Promise.reject(toWriteFailure(error)));
    this.#journaled.setState(state);
  }
}

/** Creates a store that begins with `state`, which is the one before the first record of the journal. */
function createFork(state: State, journal: Journal = createMemoryJournal(), reference?: string): Store {
  return new JournaledStore({ state, journal, position: 0, reference, writer: createWriterId() });
}
