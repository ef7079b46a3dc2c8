import {
  JournalConflict,
  type Journal,
  type JournalRecord,
  type JournalState,
  type JournalStatus,
  type JournalTail,
  type SavedStates,
} from '../port/journal.ts';
import { StoreError, toWriteFailure } from '../port/store-error.ts';
import type { StoreSnapshot } from '../port/store.ts';

/** A sandbox that was created in the log. */
export interface CreatedSandbox {
  readonly journal: Journal;
  /** The reference of the state that it begins with. */
  readonly base: string;
  /** Returns the state that it begins with; undefined when that is the one that the caller has forked. */
  readonly otherBase: (() => StoreSnapshot) | undefined;
}

/** The journal of a world that may become a sandbox. */
export interface SandboxJournal extends Journal {
  /** Creates the sandbox in the log, unless it was created already. */
  create(): Promise<void>;
}

/**
 * Returns a journal that creates its log when something is written, at the latest. When another replica has created the
 * sandbox first with another state, the write conflicts: the store reads that state before it runs the write again.
 */
export function createSandboxJournal(createLog: () => Promise<CreatedSandbox>): SandboxJournal {
  return new LateJournal(createLog);
}

/** Stands for the state that the caller has forked, until its reference is known. */
export const FORKED_STATE = 'forked';

class LateJournal implements SandboxJournal {
  readonly initial = undefined;
  readonly savedStates: SavedStates = {
    save: async (snapshot) => (await this.#openStates()).save(snapshot),
    keep: async (reference) => (await this.#openStates()).keep(this.#toStored(reference)),
    read: async (reference) => (await this.#openStates()).read(this.#toStored(reference)),
    rewind: (to, expected) =>
      this.#write(expected, async () => (await this.#openStates()).rewind(this.#toStored(to), expected)),
    findResetPoint: async () => this.#toLocal(await this.#created?.journal.savedStates?.findResetPoint()),
    setResetPoint: async (reference) => (await this.#openStates()).setResetPoint(this.#toStored(reference)),
  };
  readonly #createLog: () => Promise<CreatedSandbox>;
  readonly #listeners = new Set<(position: number) => void>();
  #creating: Promise<CreatedSandbox> | undefined;
  #created: CreatedSandbox | undefined;
  #readState: (() => JournalState) | undefined;
  /** Whether the store has the state that the log begins with. */
  #hasBase = false;

  constructor(createLog: () => Promise<CreatedSandbox>) {
    this.#createLog = createLog;
  }

  get position(): number {
    return this.#created?.journal.position ?? 0;
  }

  get epoch(): number {
    return this.#created?.journal.epoch ?? 0;
  }

  get contract(): string | undefined {
    return this.#created?.journal.contract;
  }

  get status(): JournalStatus {
    return this.#created?.journal.status ?? NOT_CREATED;
  }

  get failure(): string | undefined {
    return this.#created?.journal.failure;
  }

  async create(): Promise<void> {
    await this.#open();
  }

  append(...[entries, expected]: Parameters<Journal['append']>): Promise<number> {
    return this.#write(expected, (journal) => journal.append(entries, expected));
  }

  replace(...[snapshot, expected]: Parameters<Journal['replace']>): Promise<number> {
    return this.#write(expected, (journal) => journal.replace(snapshot, expected));
  }

  async *read(after: number): AsyncGenerator<JournalTail> {
    const { journal, otherBase } = await this.#open();
    const isFirst = !this.#hasBase && otherBase !== undefined;
    if (isFirst) yield { records: [{ kind: 'state', snapshot: otherBase() }], position: 0 };
    this.#hasBase = true;
    for await (const { records, position } of journal.read(isFirst ? 0 : after))
      yield { records: records.map((record) => this.#toLocalRecord(record)), position };
  }

  async barrier(): Promise<number> {
    return this.#created?.journal.barrier() ?? 0;
  }

  async changeSchema(contract: string): Promise<void> {
    const { journal } = await this.#open();
    await journal.changeSchema(contract);
  }

  subscribe(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  setStateSource(readState: () => JournalState): void {
    this.#readState = readState;
    this.#created?.journal.setStateSource(readState);
  }

  async close(): Promise<void> {
    await this.#creating?.catch(() => undefined);
    await this.#created?.journal.close();
  }

  async #write(expected: number, write: (journal: Journal) => Promise<number>): Promise<number> {
    const { journal } = await this.#open();
    if (!this.#hasBase) throw new JournalConflict(expected, journal.position);
    return write(journal);
  }

  async #openStates(): Promise<SavedStates> {
    const { savedStates } = (await this.#open()).journal;
    if (savedStates === undefined) throw new Error('The log saves no states');
    return savedStates;
  }

  #toStored(reference: string): string {
    return reference === FORKED_STATE ? (this.#created?.base ?? reference) : reference;
  }

  #toLocal(reference: string | undefined): string | undefined {
    const isForked = this.#created?.otherBase === undefined && reference === this.#created?.base;
    return isForked && reference !== undefined ? FORKED_STATE : reference;
  }

  #toLocalRecord(record: JournalRecord): JournalRecord {
    return record.kind === 'rewind' ? { ...record, to: this.#toLocal(record.to) ?? record.to } : record;
  }

  #open(): Promise<CreatedSandbox> {
    this.#creating ??= this.#createOnce().catch((error: unknown) => {
      // The next write tries again.
      this.#creating = undefined;
      throw error;
    });
    return this.#creating;
  }

  async #createOnce(): Promise<CreatedSandbox> {
    const created = await this.#createLog().catch(rejectCreation);
    const { journal, otherBase } = created;
    this.#created = created;
    this.#hasBase = otherBase === undefined;
    if (this.#readState !== undefined) journal.setStateSource(this.#readState);
    const tell = (position: number): void => this.#listeners.forEach((listener) => listener(position));
    journal.subscribe(tell);
    if (journal.position > 0) tell(journal.position);
    return created;
  }
}

function rejectCreation(error: unknown): never {
  throw error instanceof StoreError ? error : toWriteFailure(error, 'the sandbox');
}

const NOT_CREATED: JournalStatus = { kind: 'memory', uncertain: 0 };
