import { join } from 'node:path';
import { createConstraint } from '../../behaviour/checks/create-constraint.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { loadFixtures, noFixtures, type Fixtures } from '../../document/load-fixtures.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import type { ReportProgress } from '../../kernel/report-progress.ts';
import { silentLogger, type Logger } from '../../kernel/logger.ts';
import { createStore, type StoreOptions } from '../../store/create-store.ts';
import { JournalConflict, type Journal, type JournalLog } from '../../store/port/journal.ts';
import { isKeyFault, type StoreError } from '../../store/port/store-error.ts';
import type { Durability } from '../../store/journals/file/journal-writer.ts';
import { createMemoryJournal } from '../../store/journals/memory-journal.ts';
import { openFileJournal, type OpenedJournal } from '../../store/journals/file/open-file-journal.ts';
import { archiveState } from '../../store/journals/file/archive-state.ts';
import type { Checkpoint, CollectionSpec, Store, StoreReader, StoreSnapshot } from '../../store/port/store.ts';
import { checkFixtures } from './check-fixtures.ts';
import { DATA_FILE, findInvalidRecords, rejectInvalidRecords } from './check-state.ts';
import { findUnknownCollections } from './find-unknown-collections.ts';
import { toFirstState } from './first-state.ts';
import { migrate } from './migrate.ts';
import { toCollections } from './store-collections.ts';

/** Options for `openState`. */
export interface StateOptions {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  /** The folder that stores the state. Undefined stores it in memory. */
  readonly data: string | undefined;
  /** A log that stores the state for all who open it, instead of a folder. */
  readonly log?: JournalLog | undefined;
  /** Defaults to `sync`. */
  readonly durability?: Durability | undefined;
  /** Archives what `data` holds, and starts again from the fixtures. */
  readonly reset?: boolean;
  /** Fills in missing fields of stored records with the contract's defaults. */
  readonly migrate?: boolean;
  readonly logger?: Logger | undefined;
  /** Null uses the machine's clock and random keys. */
  readonly seed: string | null;
  /** The folder of the demo world. Undefined starts empty. */
  readonly fixtures: string | undefined;
  /** Is told how many records of the log are read. */
  readonly onProgress?: ReportProgress | undefined;
  /** Skips the check of a demo world that is known to be valid. */
  readonly isChecked?: boolean;
}

/** An opened state, the demo world that it may have started from, and the number of its records. */
export interface OpenedState {
  readonly store: Store;
  readonly fixtures: Fixtures;
  readonly records: number;
  readonly collections: readonly CollectionSpec[];
  /** Derives the state of the demo world, independent of the data folder. */
  readonly createResetPoint: () => Checkpoint;
  /** Throws when the data folder is not ours to change any more. */
  readonly checkOwnership: () => Promise<void>;
}

/**
 * Opens the state of the data folder or the log, else of the demo world. Throws a BootError that lists every violation
 * of the contract.
 */
export async function openState(options: StateOptions): Promise<OpenedState> {
  const { data, log, isChecked, seed, contract } = options;
  if (data !== undefined || log !== undefined || isChecked !== true || seed === null) return open(options);
  const start = sharedStates.get(contract) ?? open(options);
  sharedStates.set(contract, start);
  // A failure is not cached, because its cause may be fixed by the next call.
  start.catch(() => sharedStates.delete(contract));
  const { store: shared, ...rest } = await start;
  const store = shared.fork();
  const first = store.checkpoint();
  return { ...rest, store, createResetPoint: () => first };
}

async function open(options: StateOptions): Promise<OpenedState> {
  return openOnce(options).catch((error: unknown) => {
    // Another simulator has initialized the same log meanwhile.
    if (error instanceof JournalConflict) return open(options);
    throw options.log !== undefined && isKeyFault(error) ? new BootError([toForeignRecords(error)]) : error;
  });
}

async function openOnce(options: StateOptions): Promise<OpenedState> {
  const fixtures = options.fixtures === undefined ? noFixtures : await loadFixtures(options.fixtures);
  const collections = toCollections(options.contract, options.platform);
  const faults = options.isChecked === true ? [] : checkFixtures(fixtures, collections);
  if (faults.length > 0) throw new BootError(faults);
  const opened = await openJournal(options, collections);
  try {
    const store = await (opened.journal.initial === undefined
      ? initialize(opened.journal, fixtures, { ...options, collections })
      : resumeFrom(opened, { ...options, collections }));
    const first = opened.journal.initial === undefined ? store.checkpoint() : undefined;
    const createResetPoint = (): Checkpoint =>
      first ?? createInitialStore(fixtures, { ...options, collections }).checkpoint();
    const { checkOwnership } = opened;
    return { store, fixtures, collections, createResetPoint, checkOwnership, records: countRecords(store.snapshot()) };
  } catch (error) {
    await opened.journal.close();
    throw error;
  }
}

async function openJournal(options: StateOptions, collections: readonly CollectionSpec[]): Promise<OpenedJournal> {
  const { data, log, contract, logger = silentLogger, durability, reset = false, onProgress } = options;
  if (log !== undefined) {
    const journal = await log.open({ collections, contract: contract.hash, onProgress });
    if (reset && journal.initial !== undefined) {
      await journal.close();
      throw new BootError([RESET_OF_LOG]);
    }
    return { ...UNOWNED, journal, contract: journal.contract, isUnmodified: true };
  }
  if (data === undefined) return { ...UNOWNED, journal: createMemoryJournal() };
  const file = join(data, DATA_FILE);
  const archive = reset ? await archiveState(file) : undefined;
  if (archive !== undefined)
    logger.warn({ aside: archive }, `The state was reset. The previous content of ${data} is in ${archive}.`);
  return openFileJournal({ file, collections, contract: contract.hash, logger, durability });
}

type Context = StateOptions & { readonly collections: readonly CollectionSpec[] };

/**
 * Starts a journal with the demo world. It is checked before it is stored, so that a rejected one leaves nothing
 * behind.
 */
async function initialize(journal: Journal, fixtures: Fixtures, context: Context): Promise<Store> {
  const { collections, contract, isChecked } = context;
  const draft = createInitialStore(fixtures, context);
  const origin = { fixtures, written: undefined };
  if (isChecked !== true) rejectInvalidRecords(findInvalidRecords(draft, origin, context), origin, context);
  const initial = draft.snapshot();
  const position = await journal.replace(initial, journal.position);
  return createStore({ collections, journal, initial, position, ...toRules(contract) });
}

function toRules(contract: CompiledContract): Pick<StoreOptions, 'contract' | 'constraint'> {
  return { contract: contract.hash, constraint: createConstraint(contract) };
}

function createInitialStore(fixtures: Fixtures, context: Context): Store {
  const initial = toFirstState(fixtures, context.collections, context);
  return createStore({ collections: context.collections, journal: createMemoryJournal(), initial });
}

/**
 * Continues with the journal's state. A state that only a simulator of this contract has written was checked then. Any
 * other is checked before a store uses the journal: a rejected state must not be compacted, or the next boot would take
 * it for checked.
 */
async function resumeFrom(
  { journal, contract: written, isUnmodified }: OpenedJournal,
  context: Context,
): Promise<Store> {
  const { collections, contract } = context;
  const rules = toRules(contract);
  if (isUnmodified && written === contract.hash) return createStore({ collections, journal, ...rules });
  const origin = { fixtures: noFixtures, written };
  const check = (reader: StoreReader): void =>
    rejectInvalidRecords(findInvalidRecords(reader, origin, context), origin, context);
  const stored = createStore({ collections, journal: createMemoryJournal(), initial: journal.initial?.snapshot });
  if (written !== contract.hash) rejectUnknownCollections(stored.snapshot(), context);
  if (context.migrate !== true) check(stored);
  const migrated = context.migrate === true ? migrate(stored.snapshot(), { ...context, check }) : undefined;
  // From here on this process may write to a log that others share, and those with another contract may not.
  if (journal.contract !== contract.hash) await journal.changeSchema(contract.hash);
  const store = createStore({ collections, journal, ...rules });
  if (migrated !== undefined) await store.restore(migrated);
  return store;
}

/** Throws a BootError when records were written under a contract with collections that this one does not have. */
function rejectUnknownCollections(snapshot: StoreSnapshot, { collections, data }: Context): void {
  const unknown = findUnknownCollections(snapshot, collections);
  const [file, remedy] = data === undefined ? ['--journal', REMEDY_OF_LOG] : [join(data, DATA_FILE), REMEDY_OF_FOLDER];
  if (unknown.length > 0) throw new BootError(unknown.map((fault) => ({ file, ...fault, remedy })));
}

/** Returns the number of records. Scheduled work follows from other records, and is not counted. */
function countRecords({ collections }: StoreSnapshot): number {
  const counted = Object.entries(collections).filter(([name]) => name !== SCHEDULED_WORK.name);
  return counted.reduce((sum, [, records]) => sum + records.length, 0);
}

function toForeignRecords({ message }: StoreError): BootFault {
  return {
    file: '--journal',
    pointer: '',
    message: `Its log has another contract, whose records do not fit this one: ${message}`,
    remedy: REMEDY_OF_LOG,
  };
}

const REMEDY_OF_LOG = 'Start with the contract that wrote it, or pass another --journal or --journal-schema.';
const REMEDY_OF_FOLDER = 'Start with the contract that wrote it, pass --reset, or pass another --data.';
const RESET_OF_LOG: BootFault = {
  file: '--reset',
  pointer: '',
  message: 'The log has a state that other replicas may serve, so a start does not reset it.',
  remedy:
    'Send POST /__admin/reset to a running replica. Or drop the tables (DROP SCHEMA athena_simulator CASCADE, the name being that of --journal-schema), or pass another --journal-schema.',
};

/** What applies to a journal that is not in files. */
const UNOWNED = { contract: undefined, isUnmodified: false, checkOwnership: () => Promise.resolve() };

/**
 * Caches the packaged demo world: simulators of one contract start as forks of one state, which is never written to.
 * The process shares it, so that each simulator after the first opens in a few milliseconds. An entry is
 * garbage-collected with its contract.
 */
const sharedStates = new WeakMap<CompiledContract, Promise<OpenedState>>();
