import { hostname } from 'node:os';
import { BootError } from '../../../kernel/boot-fault.ts';
import { silentLogger, type Logger } from '../../../kernel/logger.ts';
import { createSystemRandom } from '../../../kernel/random/random.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';
import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { WorldRemovedError, type Journal, type JournalLog, type JournalOptions } from '../../port/journal.ts';
import { isKeyFault, type StoreError } from '../../port/store-error.ts';
import type { ReplicaDirectory } from '../../port/replica-directory.ts';
import { Compactor } from './compactor.ts';
import { Database } from './connection/database.ts';
import { PostgresJournal } from './postgres-journal.ts';
import { prepareTables } from './prepare-tables.ts';
import { Presence } from './presence.ts';
import { readLatest } from './read-log.ts';
import { rejectOtherContract } from './reject-other-contract.ts';
import { removeWorld } from './remove-world.ts';
import { toStatements, type Head } from './statements.ts';
import { StoredStates } from './stored-states.ts';
import { parseTarget, type Environment, type Target } from './connection/target.ts';
import { Watcher } from './watcher.ts';

/** Options of logs in PostgreSQL. */
export interface PostgresLogOptions {
  /** `postgres://user@host1,host2/database?sslmode=verify-full`: the hosts of one cluster. */
  readonly url: string;
  /** The schema that holds the tables. It is created when missing. */
  readonly schema: string;
  readonly environment: Environment;
  /** Whether an acknowledged write survives a crash of the database. Defaults to true. */
  readonly isDurable?: boolean;
  /** Whether a log of another contract may be taken over while other processes serve it. */
  readonly takesOver?: boolean;
  readonly logger?: Logger | undefined;
  /** The size of a log at which it is compacted, in bytes. Defaults to 16 MiB. */
  readonly compactAt?: number;
}

/** The logs of all worlds in one schema of a database. */
export interface PostgresLog extends JournalLog {
  readonly replicas: ReplicaDirectory;
  remove(world: string): Promise<void>;
  /** Returns the connections, which are open while a journal is. */
  getDatabase(): Database;
  getStates(): StoredStates;
}

/** Creates the access to logs in PostgreSQL. Connects when the first journal is opened. */
export function createPostgresLog(options: PostgresLogOptions): PostgresLog {
  const { url, environment, logger = silentLogger } = options;
  const target = parseTarget(url, environment);
  const replica = `${hostname()}-${createSystemRandom().hex('replica', REPLICA_LENGTH)}`;
  let starting: Promise<Running> | undefined;
  let running: Running | undefined;
  let journals = 0;
  const start = async (): Promise<Running> =>
    (running = await (starting ??= startRunning(options, { target, replica, logger })));
  const release = async (): Promise<void> => {
    journals -= 1;
    if (journals > 0) return;
    const ended = running;
    starting = undefined;
    running = undefined;
    await ended?.watcher.stop();
    await ended?.database.close();
  };
  const getRunning = (): Running => {
    if (running === undefined) throw new Error('The log is closed');
    return running;
  };
  return {
    replicas: { join: (entry) => getRunning().presence.join(entry) },
    remove: (world) => removeWorld(world, { ...getRunning(), schema: options.schema }),
    getDatabase: () => getRunning().database,
    getStates: () => getRunning().states,
    open: async (opened) => {
      journals += 1;
      try {
        return await openJournal(opened, { ...options, ...(await start()), logger, replica, onClosed: release });
      } catch (error) {
        await release();
        throw toBootError(error, target.name);
      }
    },
  };
}

/** Connects, prepares the tables and begins to watch them. */
async function startRunning(
  { schema, isDurable = true }: PostgresLogOptions,
  { target, replica, logger }: { readonly target: Target; readonly replica: string; readonly logger: Logger },
): Promise<Running> {
  const database = new Database({ target, isDurable });
  try {
    await prepareTables(database, schema);
  } catch (error) {
    await database.close();
    throw toBootError(error, target.name);
  }
  const presence = new Presence({ database, schema, replica });
  const watcher = new Watcher({ database, schema, presence, logger });
  const states = new StoredStates(database, schema);
  return { database, watcher, presence, states, statements: toStatements(schema), baseline: {} };
}

interface Running {
  readonly database: Database;
  readonly watcher: Watcher;
  readonly presence: Presence;
  readonly states: StoredStates;
  readonly statements: ReturnType<typeof toStatements>;
  /** The journal of the baseline, once it is open: what its contract forbids is forbidden for all worlds. */
  readonly baseline: { journal?: PostgresJournal };
}

interface Context extends Running, PostgresLogOptions {
  readonly logger: Logger;
  readonly replica: string;
  readonly onClosed: () => Promise<void>;
}

async function openJournal(
  { collections, world = BASELINE, contract, base, onProgress }: JournalOptions,
  context: Context,
): Promise<Journal> {
  const { database, statements, states, watcher, schema, logger, compactAt = DEFAULT_COMPACT_AT } = context;
  // The logs of other worlds begin with a state of the baseline, and stay empty until something is written.
  const isBaseline = world === BASELINE;
  const values = [world, contract ?? null];
  await database.query({ text: statements.createWorld, values: [...values, base ?? null] });
  const readDeps = { database, statements, states, world };
  // Before its records are read: they may not fit the collections of this contract.
  if (isBaseline) await rejectOtherContract(await readHead(world, context), { ...context, contract });
  const opened = base === undefined ? await readLatest(collections, { ...readDeps, onProgress }) : undefined;
  const head = await readHead(world, context);
  // The process that created the row may have stopped before it wrote a state.
  const isNew = isBaseline && opened === undefined;
  if (isNew) await database.query({ text: statements.changeContract, values });
  const compactor = new Compactor({ database, states, schema, world, logger, compactAt });
  const journal = new PostgresJournal({
    ...context,
    ...readDeps,
    compactor,
    opened,
    contract,
    head: {
      ...head,
      position: opened?.position ?? 0,
      id: opened?.id ?? '',
      contract: isNew ? (contract ?? null) : head.contract,
    },
    isHealthy: () => watcher.failure === undefined,
    findOtherContract: () => (isBaseline ? undefined : context.baseline.journal?.otherContract),
  });
  if (isBaseline) context.baseline.journal = journal;
  // The contract of the baseline is shown to other processes before it is served.
  await (isBaseline ? watcher.poll() : watcher.start());
  return journal;
}

async function readHead(
  world: string,
  { database, statements }: Pick<Running, 'database' | 'statements'>,
): Promise<Head> {
  const [head] = await database.query<Head>({ text: statements.head, values: [world] });
  if (head === undefined) throw new WorldRemovedError(world);
  return head;
}

function toBootError(error: unknown, place: string): BootError | WorldRemovedError | StoreError {
  if (error instanceof BootError || error instanceof WorldRemovedError) return error;
  // The database has responded: what it holds is the fault.
  if (isKeyFault(error)) return error;
  const message = `The log cannot be opened: ${toClause(error)}.`;
  const remedy =
    'Start PostgreSQL, or correct --journal. PGPASSWORD, PGSSLMODE and the other variables of libpq apply.';
  return new BootError([{ file: place, pointer: '', message, remedy }]);
}

const REPLICA_LENGTH = 8;
const DEFAULT_COMPACT_AT = 16 * 1024 * 1024;
