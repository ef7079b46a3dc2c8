import type { Logger } from '../../../kernel/logger.ts';
import { createSystemRandom } from '../../../kernel/random/random.ts';
import {
  JournalConflict,
  JournalUncertain,
  WorldRemovedError,
  type Journal,
  type JournalEntry,
  type JournalState,
  type JournalStatus,
  type JournalTail,
  type SavedStates,
} from '../../port/journal.ts';
import { OtherContractError } from '../../port/store-error.ts';
import type { StoreSnapshot } from '../../port/store.ts';
import { append, type AppendDeps, type Row } from './append.ts';
import type { Compactor } from './compactor.ts';
import { readAnew, readContinuation, readRows, repeat, type OpenedState, type ReadDeps } from './read-log.ts';
import type { Head } from './statements.ts';
import { toJson } from '../to-json.ts';
import type { KnownRow, Watcher } from './watcher.ts';

/** Collaborators of a journal in PostgreSQL, and what it continues from. */
export interface PostgresJournalDeps extends ReadDeps, Omit<AppendDeps, 'database'> {
  readonly watcher: Watcher;
  readonly compactor: Compactor;
  readonly logger: Logger;
  readonly opened: OpenedState | undefined;
  readonly head: Head;
  /** The digest of the contract that is served. */
  readonly contract: string | undefined;
  /** Returns the error of a write when the log of the baseline has another contract. */
  readonly findOtherContract: () => OtherContractError | undefined;
  readonly onClosed: () => Promise<void>;
}

/** The journal of one world as rows of `athena_log`, for all processes that use the database. */
export class PostgresJournal implements Journal {
  readonly initial: JournalState | undefined;
  readonly savedStates: SavedStates;
  readonly #deps: PostgresJournalDeps;
  readonly #listeners = new Set<(position: number) => void>();
  readonly #random = createSystemRandom();
  readonly #unwatch: () => void;
  /** The latest known head. */
  #head: Head;
  /** The last row that the store knows: what it was given, or has written. */
  #known: KnownRow;
  #uncertain = 0;
  #isClosed = false;

  constructor(deps: PostgresJournalDeps) {
    this.#deps = deps;
    this.initial = deps.opened;
    this.#head = deps.head;
    const { position = 0, id = '' } = deps.opened ?? {};
    this.#known = { position, id, contract: deps.contract, epoch: deps.head.epoch };
    this.savedStates = {
      save: (snapshot) => deps.states.save(snapshot),
      keep: (reference) => deps.states.keep(reference),
      read: (reference) => deps.states.read(reference),
      rewind: (to, expected) => this.#append({ state: to, content: NO_CONTENT, id: this.#createId() }, expected),
      findResetPoint: async () => (await this.#readHead()).resetState ?? undefined,
      setResetPoint: (reference) => this.#execute(deps.statements.setResetPoint, reference),
    };
    this.#unwatch = deps.watcher.watch(deps.world, {
      getKnown: () => this.#known,
      onHead: (head, known) => this.#onHead(head, known),
      onHint: (hint) => (hint > this.#head.position ? this.#notify(hint) : undefined),
    });
  }

  get position(): number {
    return this.#head.position;
  }

  get epoch(): number {
    return this.#head.epoch;
  }

  get contract(): string | undefined {
    return this.#head.contract ?? undefined;
  }

  get failure(): string | undefined {
    return this.otherContract?.message ?? this.#deps.watcher.failure;
  }

  get status(): JournalStatus {
    const hasOtherContract = this.otherContract !== undefined;
    return { kind: 'postgres', silence: this.#deps.database.silence, uncertain: this.#uncertain, hasOtherContract };
  }

  /** The error of a write while the log has another contract; undefined otherwise. */
  get otherContract(): OtherContractError | undefined {
    if (this.#known.contract !== this.contract) return new OtherContractError(this.contract);
    return this.contract === undefined ? undefined : this.#deps.findOtherContract();
  }

  async append(entries: readonly JournalEntry[], expected: number): Promise<number> {
    return this.#append({ state: null, content: toJson(entries), id: entries[0]?.id ?? this.#createId() }, expected);
  }

  async replace(snapshot: StoreSnapshot, expected: number): Promise<number> {
    this.#rejectClosed();
    return this.savedStates.rewind(await this.#deps.states.save(snapshot), expected);
  }

  async *read(after: number): AsyncGenerator<JournalTail> {
    this.#rejectClosed();
    const id = after === this.#known.position ? this.#known.id : undefined;
    const continuation = await repeat(() => readContinuation({ position: after, id }, this.#deps));
    if (continuation.kind === 'went-back') await this.#beginEpoch(continuation, after);
    else this.#setHead(continuation);
    this.#known = { ...this.#known, epoch: this.#head.epoch };
    const parts = continuation.kind === 'continues' ? readRows(after, this.#deps) : readAnew(continuation, this.#deps);
    for await (const { records, position, id: last } of parts) {
      this.#known = { ...this.#known, position, id: last };
      yield { records, position };
    }
  }

  async barrier(): Promise<number> {
    const known = this.#known;
    this.#onHead(await this.#readHead(), known);
    return this.#head.position;
  }

  subscribe(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setStateSource(readState: () => JournalState): void {
    this.#deps.compactor.setStateSource(() => {
      const [state, { position, id }] = [readState(), this.#known];
      return state.position === position ? { ...state, id } : undefined;
    });
  }

  async changeSchema(contract: string): Promise<void> {
    await this.#execute(this.#deps.statements.changeContract, contract);
    this.#known = { ...this.#known, contract };
    this.#head = { ...this.#head, contract };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unwatch();
    await this.#deps.compactor.stop();
    await this.#deps.onClosed();
  }

  async #append(row: Pick<Row, 'state' | 'content' | 'id'>, expected: number): Promise<number> {
    this.#rejectClosed();
    if (this.otherContract !== undefined) throw this.otherContract;
    const { position, id, contract = null } = this.#known;
    const { world, watcher, compactor } = this.#deps;
    const headId = position === expected ? id : null;
    const appended = await append({ ...row, world, expected, headId, contract }, this.#deps).catch((error: unknown) => {
      if (error instanceof JournalUncertain) this.#uncertain += 1;
      throw error;
    });
    if (appended === undefined) return this.#rejectConflict(expected);
    this.#known = { ...this.#known, position: appended.position, id: row.id };
    watcher.announce(world, appended.position);
    compactor.afterWrite(appended.logBytes);
    this.#setHead({ ...this.#head, position: appended.position, id: row.id });
    return appended.position;
  }

  async #rejectConflict(expected: number): Promise<never> {
    const { contract, position } = await this.#readHead();
    this.#head = { ...this.#head, contract };
    throw this.otherContract ?? new JournalConflict(expected, position);
  }

  async #readHead(): Promise<Head> {
    this.#rejectClosed();
    const { database, statements, world } = this.#deps;
    const [head] = await database.query<Head>({ name: 'head', text: statements.head, values: [world] }, HEAD_TIMEOUT);
    if (head === undefined) throw new WorldRemovedError(world);
    return head;
  }

  async #execute(text: string, value: string | number): Promise<void> {
    this.#rejectClosed();
    await this.#deps.database.query({ text, values: [this.#deps.world, value] });
  }

  /** Compares a head with the row that the store knew when the head was asked for. */
  #onHead(head: Head, known: KnownRow): void {
    const wentBack = head.position < known.position || (head.position === known.position && head.id !== known.id);
    if (wentBack && known.position === this.#known.position) {
      this.#head = { ...head, epoch: Math.max(head.epoch, known.epoch + 1) };
      return this.#notify(head.position);
    }
    // A head that was asked for before the contract was changed has the previous one.
    const contract = known.contract === this.#known.contract ? head.contract : this.#head.contract;
    this.#deps.compactor.afterWrite(head.logBytes);
    this.#setHead({ ...head, contract });
  }

  /** Begins a new epoch, unless another process has begun it, and says what happened. */
  async #beginEpoch(head: Head, after: number): Promise<void> {
    const { logger, statements, world } = this.#deps;
    const isFirst = head.epoch === this.#known.epoch;
    if (isFirst) await this.#execute(statements.nextEpoch, head.epoch);
    logger.error(
      { world, from: after, to: head.position },
      `The log of ${world} went back from position ${after} to ${head.position}: the database has lost acknowledged writes, as after a failover to a standby that had not received them. The state was read again.`,
    );
    this.#head = { ...head, epoch: isFirst ? head.epoch + 1 : head.epoch };
  }

  #setHead(head: Head): void {
    const isNew = head.position > this.#head.position || head.epoch > this.#head.epoch;
    if (!isNew && head.position < this.#head.position) return;
    this.#head = { ...head, epoch: Math.max(head.epoch, this.#head.epoch) };
    if (isNew) this.#notify(head.position);
  }

  #notify(position: number): void {
    for (const listener of this.#listeners) listener(position);
  }

  #rejectClosed(): void {
    if (this.#isClosed) throw new Error('The journal is closed');
  }

  #createId(): string {
    return this.#random.hex('id', ID_LENGTH);
  }
}

const NO_CONTENT = Buffer.alloc(0);
/** In hexadecimal digits. */
const ID_LENGTH = 24;
/** Milliseconds. */
const HEAD_TIMEOUT = 1000;
