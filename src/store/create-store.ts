import type { JsonValue } from '../kernel/json.ts';
import { Draft } from './draft.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { createMemoryJournal } from './memory-journal.ts';
import { applyEntry, createState, forkState, toSnapshot, type State } from './state.ts';
import { StoreError } from './store-error.ts';
import type { CollectionSpec, RecordKey, Store, StoredRecord, StoreSnapshot, Transaction } from './store.ts';

/** What a store is made from. */
export interface StoreOptions {
  readonly collections: readonly CollectionSpec[];
  readonly journal: Journal;
  /** The state that the journal already keeps; by default the one that it was opened with, else nothing. */
  readonly initial?: StoreSnapshot | undefined;
}

/** A store that holds its state in memory and keeps each transaction in `journal`. Throws a StoreError where a record of `initial` has no key of its own. */
export function createStore({ collections, journal, initial }: StoreOptions): Store {
  return new JournaledStore(createState(collections, initial ?? journal.initial), journal);
}

class JournaledStore implements Store {
  #state: State;
  readonly #journal: Journal;
  /** Settles when the last write that was asked for has; it never rejects. */
  #tail: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(state: State, journal: Journal) {
    this.#state = state;
    this.#journal = journal;
  }

  get position(): number {
    return this.#state.position;
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

  transaction<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    return this.#enqueue(() => this.#commit(work));
  }

  snapshot(): StoreSnapshot {
    return toSnapshot(this.#state);
  }

  restore(snapshot: StoreSnapshot): Promise<void> {
    return this.#enqueue(async () => {
      const state = createState([...this.#state.specs.values()], snapshot);
      await keep(() => this.#journal.replace(toSnapshot(state)));
      this.#state = state;
    });
  }

  fork(): Store {
    return new JournaledStore(forkState(this.#state), createMemoryJournal());
  }

  close(): Promise<void> {
    this.#closing ??= this.#tail.then(() => this.#journal.close());
    return this.#closing;
  }

  /** Readers see what the draft wrote only after the journal has it: an answer never shows a write that could still be lost. */
  async #commit<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    const state = this.#state;
    const draft = new Draft(state);
    const result = runTo(draft, work);
    if (draft.changes.length === 0) return result;
    const entry: JournalEntry = { position: state.position + 1, changes: draft.changes };
    await keep(() => this.#journal.append(entry, state.position));
    applyEntry(state, entry);
    return result;
  }

  /** One after the other, in the order of the calls; what fails does not stop what follows. */
  #enqueue<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) return Promise.reject(new StoreError('CLOSED', 'The store is closed.'));
    const result = this.#tail.then(task);
    this.#tail = result.catch(ignore);
    return result;
  }
}

function runTo<Result>(draft: Draft, work: (transaction: Transaction) => Result): Result {
  try {
    return work(draft);
  } finally {
    draft.end();
  }
}

async function keep(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError('WRITE_FAILED', `Failed to keep the change: ${reason}. Nothing has changed.`, { cause: error });
  }
}

function ignore(): void {}
