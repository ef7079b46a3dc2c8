import { join } from 'node:path';
import { createConstraint } from '../../behaviour/checks/create-constraint.ts';
import type { Platform } from '../../behaviour/platform.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { loadFixtures, noFixtures, type Fixtures } from '../../document/load-fixtures.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { silentLogger, type Logger } from '../../kernel/logger.ts';
import { createStore } from '../../store/create-store.ts';
import { JournalConflict, type Journal } from '../../store/port/journal.ts';
import type { Durability } from '../../store/journals/file/journal-writer.ts';
import { createMemoryJournal } from '../../store/journals/memory-journal.ts';
import { openFileJournal, type OpenedJournal } from '../../store/journals/file/open-file-journal.ts';
import { archiveState } from '../../store/journals/file/archive-state.ts';
import type { SharedLog } from '../../store/journals/shared-log.ts';
import type { Checkpoint, CollectionSpec, Store, StoreReader, StoreSnapshot } from '../../store/port/store.ts';
import { checkFixtures } from './check-fixtures.ts';
import { DATA_FILE, findInvalidRecords, rejectInvalidRecords } from './check-state.ts';
import { toFirstState } from './first-state.ts';
import { migrate } from './migrate.ts';
import { toCollections } from './store-collections.ts';

/** What a state is opened with. */
export interface StateOptions {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  /** The folder that keeps the state; undefined keeps it in memory. */
  readonly data: string | undefined;
  /** Keeps the state for all that open it, instead of a folder. */
  readonly log?: SharedLog | undefined;
  /** `sync`, unless said. */
  readonly durability?: Durability | undefined;
  /** Begins anew, after moving aside what `data` holds. */
  readonly reset?: boolean;
  /** Fills in what stored records lack and the contract has a default for. */
  readonly migrate?: boolean;
  readonly logger?: Logger | undefined;
  /** Null is the machine's clock and random keys. */
  readonly seed: string | null;
  /** The folder of the demo world; undefined begins empty. */
  readonly fixtures: string | undefined;
  /** The demo world was checked against the contract before: it is not checked again. */
  readonly isChecked?: boolean;
}

/** A state, the demo world that it may have begun with, and how many records it holds. */
export interface OpenedState {
  readonly store: Store;
  readonly fixtures: Fixtures;
  readonly records: number;
  readonly collections: readonly CollectionSpec[];
  /** The demo world, whatever the data folder held. */
  readonly createResetPoint: () => Checkpoint;
}

/**
 * Opens what the data folder or the log holds, else the demo world. Throws a BootError that lists what breaks the
 * contract.
 */
export async function openState(options: StateOptions): Promise<OpenedState> {
  const { data, log, isChecked, seed, contract } = options;
  if (data !== undefined || log !== undefined || isChecked !== true || seed === null) return open(options);
  const start = sharedStates.get(contract) ?? open(options);
  sharedStates.set(contract, start);
  // One that failed is not kept: its cause may be gone the next time.
  start.catch(() => sharedStates.delete(contract));
  const { store: shared, ...rest } = await start;
  const store = shared.fork();
  const first = store.checkpoint();
  return { ...rest, store, createResetPoint: () => first };
}

async function open(options: StateOptions): Promise<OpenedState> {
  const fixtures = options.fixtures === undefined ? noFixtures : await loadFixtures(options.fixtures);
  const collections = toCollections(options.contract, options.platform);
  const strangers = options.isChecked === true ? [] : checkFixtures(fixtures, collections);
  if (strangers.length > 0) throw new BootError(strangers);
  const opened = await openJournal(options, collections);
  try {
    const store = await (opened.journal.initial === undefined
      ? initialize(opened.journal, fixtures, { ...options, collections })
      : resumeFrom(opened, { ...options, collections }));
    const first = opened.journal.initial === undefined ? store.checkpoint() : undefined;
    const begin = (): Checkpoint => first ?? createInitialStore(fixtures, { ...options, collections }).checkpoint();
    return { store, fixtures, collections, createResetPoint: begin, records: countRecords(store.snapshot()) };
  } catch (error) {
    await opened.journal.close();
    // Somebody else has begun the same log meanwhile.
    if (error instanceof JournalConflict) return open(options);
    throw error;
  }
}

async function openJournal(options: StateOptions, collections: readonly CollectionSpec[]): Promise<OpenedJournal> {
  const { data, log, contract, logger = silentLogger, durability, reset = false } = options;
  if (log !== undefined) return { journal: log.open(collections), contract: undefined, isUnmodified: false };
  if (data === undefined) return { journal: createMemoryJournal(), contract: undefined, isUnmodified: false };
  const file = join(data, DATA_FILE);
  const aside = reset ? await archiveState(file) : undefined;
  if (aside !== undefined) logger.warn({ aside }, `The state begins anew. What ${data} held is in ${aside}.`);
  return openFileJournal({ file, collections, contract: contract.hash, logger, durability });
}

type Context = StateOptions & { readonly collections: readonly CollectionSpec[] };

/** The demo world is checked before anything is kept of it: what is refused leaves nothing behind. */
async function initialize(journal: Journal, fixtures: Fixtures, context: Context): Promise<Store> {
  const { collections, contract, isChecked } = context;
  const draft = createInitialStore(fixtures, context);
  const origin = { fixtures, written: undefined };
  if (isChecked !== true) rejectInvalidRecords(findInvalidRecords(draft, origin, context), origin, context);
  const initial = draft.snapshot();
  const position = await journal.replace(initial, journal.position);
  return createStore({ collections, journal, initial, position, constraint: createConstraint(contract) });
}

function createInitialStore(fixtures: Fixtures, context: Context): Store {
  const initial = toFirstState(fixtures, context.collections, context);
  return createStore({ collections: context.collections, journal: createMemoryJournal(), initial });
}

/**
 * What was written under this very contract, and by nobody else, was checked before it was. Anything else is checked
 * before a store follows the journal: what is refused must not be folded, and be taken for checked by the next boot.
 */
async function resumeFrom(
  { journal, contract: written, isUnmodified: isAsWritten }: OpenedJournal,
  context: Context,
): Promise<Store> {
  const { collections, contract } = context;
  const constraint = createConstraint(contract);
  if (isAsWritten && written === contract.hash) return createStore({ collections, journal, constraint });
  const origin = { fixtures: noFixtures, written };
  const check = (reader: StoreReader): void =>
    rejectInvalidRecords(findInvalidRecords(reader, origin, context), origin, context);
  const held = createStore({ collections, journal: createMemoryJournal(), initial: journal.initial?.snapshot });
  if (context.migrate !== true) check(held);
  const migrated = context.migrate === true ? migrate(held.snapshot(), { ...context, check }) : undefined;
  const store = createStore({ collections, journal, constraint });
  if (migrated !== undefined) await store.restore(migrated);
  return store;
}

function countRecords({ collections }: StoreSnapshot): number {
  return Object.values(collections).reduce((sum, records) => sum + records.length, 0);
}

/**
 * The demo world that comes with the product: simulators of one contract begin as copies of one state, which nobody
 * writes to.
 */
const sharedStates = new WeakMap<CompiledContract, Promise<OpenedState>>();
