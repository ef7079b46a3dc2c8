import type { Client, QueryResultRow } from 'pg';
import { toReason } from '../../../../kernel/text/to-reason.ts';
import { BootError } from '../../../../kernel/boot-fault.ts';
import { end, toStream, withinTime } from './client-stream.ts';
import { connectToPrimary, loadPg, prepare, UnreachableError } from './connect.ts';
import { isRejection, SQL_STATES, toState } from './sql-states.ts';
import type { Host, Target } from './target.ts';

/** A statement with its values. A named one is parsed once by each connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** A connection broke after a statement was sent: it may have been executed. */
export class LostConnectionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LostConnectionError';
  }
}

/** Options of a database. */
export interface DatabaseOptions {
  readonly target: Target;
  /** The limit of connections, without the one of urgent statements. */
  readonly maxConnections?: number;
  /** Whether a commit waits until it is on the disk; without it, a crash of the server may lose the latest ones. */
  readonly isDurable: boolean;
}

/**
 * The connections to the primary of a cluster. A statement that fails by the connection rejects with an
 * UnreachableError (nothing was sent) or a LostConnectionError (it may have been executed); one that the server
 * rejects, with the server's error. Nothing is repeated here.
 */
export class Database {
  readonly #options: DatabaseOptions;
  readonly #idle: Client[] = [];
  readonly #waiting: ((client: Client | undefined) => void)[] = [];
  #used = 0;
  #isClosed = false;
  #lastContact = performance.now();
  #localAddress: string | undefined;
  /** The last host that was the primary. */
  #primary: Host | undefined;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  /** The milliseconds since the server last responded. */
  get silence(): number {
    return performance.now() - this.#lastContact;
  }

  /** The address of this machine from which it reaches the server. */
  get localAddress(): string {
    return this.#localAddress ?? 'localhost';
  }

  /**
   * Executes a statement. The connection is given up when there is no response within `timeout` milliseconds. One
   * urgent statement at a time waits for no others: a connection is kept for it.
   */
  query<Row extends QueryResultRow>(
    statement: Statement,
    timeout = DEFAULT_TIMEOUT,
    isUrgent = false,
  ): Promise<readonly Row[]> {
    return this.run((client) => send<Row>(client, statement), timeout, isUrgent);
  }

  /** Runs statements in one transaction. */
  transaction<Result>(
    work: (query: (statement: Statement) => Promise<readonly QueryResultRow[]>) => Promise<Result>,
    timeout = DEFAULT_TIMEOUT,
  ): Promise<Result> {
    return this.run(async (client) => {
      await client.query('BEGIN');
      try {
        const result = await work((statement) => send(client, statement));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      }
    }, timeout);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const wait of this.#waiting.splice(0)) wait(undefined);
    await Promise.all(this.#idle.splice(0).map((client) => end(client)));
  }

  /** Opens a connection that is not shared, such as one that listens. The caller ends it. */
  async connect(purpose: string): Promise<Client> {
    const { target } = this.#options;
    const primary = this.#primary;
    // A host that hangs takes its time, so the last primary is tried first.
    const hosts = target.hosts.toSorted((left, right) => Number(right === primary) - Number(left === primary));
    const { client, host } = await connectToPrimary(await loadPg(), { ...target, hosts }, purpose);
    this.#primary = host;
    this.#lastContact = performance.now();
    this.#localAddress = toStream(client)?.localAddress;
    return client;
  }

  async run<Result>(work: (client: Client) => Promise<Result>, timeout: number, isUrgent = false): Promise<Result> {
    const client = await this.#acquire(isUrgent);
    const notices = watchNotices(client);
    try {
      const result = await withinTime(work(client), timeout);
      if (notices.isUncertain) throw new Error('the server did not wait for its standby');
      this.#lastContact = performance.now();
      this.#release(client);
      return result;
    } catch (error) {
      // A BootError is the caller's own: the server has responded.
      if (isRejection(error) || error instanceof BootError) {
        this.#lastContact = performance.now();
        this.#release(client);
        throw error;
      }
      this.#discard(client);
      if (toState(error) === SQL_STATES.readOnly)
        throw new UnreachableError('The server has become a standby', { cause: error });
      throw new LostConnectionError(`The connection broke: ${toReason(error)}`, { cause: error });
    } finally {
      notices.stop();
    }
  }

  get #maxConnections(): number {
    return this.#options.maxConnections ?? MAX_CONNECTIONS;
  }

  /** The number of connections that are in use. */
  get #busy(): number {
    return this.#used - this.#idle.length;
  }

  async #acquire(isUrgent: boolean): Promise<Client> {
    if (this.#isClosed) throw new UnreachableError('The connections are closed');
    if (this.#busy >= this.#maxConnections + (isUrgent ? 1 : 0)) {
      const client = await this.#waitForClient();
      return client ?? this.#acquire(isUrgent);
    }
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    this.#used += 1;
    try {
      const client = await this.connect('journal');
      client.on('end', () => this.#forget(client));
      await prepare(client, () => client.query(this.#options.isDurable ? DURABLE : NOT_DURABLE));
      return client;
    } catch (error) {
      this.#used -= 1;
      this.#waiting.shift()?.(undefined);
      throw error instanceof UnreachableError ? error : new UnreachableError(toReason(error), { cause: error });
    }
  }

  /** Returns a released connection; undefined when there is room for a new one. */
  #waitForClient(): Promise<Client | undefined> {
    return new Promise((resolve, reject) => {
      const wait = (client: Client | undefined): void => {
        clearTimeout(timer);
        resolve(client);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(wait), 1);
        reject(new UnreachableError('All connections are waiting for the server'));
      }, MAX_WAIT);
      this.#waiting.push(wait);
    });
  }

  #release(client: Client): void {
    if (this.#isClosed) return void end(client);
    const next = this.#busy > this.#maxConnections ? undefined : this.#waiting.shift();
    if (next === undefined) this.#idle.push(client);
    else next(client);
  }

  #discard(client: Client): void {
    this.#used -= 1;
    // `end` would wait for the server's response.
    toStream(client)?.destroy();
    this.#waiting.shift()?.(undefined);
  }

  /** Removes an idle connection that the server has closed. */
  #forget(client: Client): void {
    const index = this.#idle.indexOf(client);
    if (index === -1) return;
    this.#idle.splice(index, 1);
    this.#used -= 1;
  }
}

async function send<Row extends QueryResultRow>(
  client: Client,
  { name, text, values = [] }: Statement,
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>({ ...(name === undefined ? {} : { name }), text, values: [...values] });
  return rows;
}

/**
 * Notices the warning of a server that is told to stop while a commit waits for a synchronous standby: the commit is
 * then only on this server, and is reported as success.
 */
function watchNotices(client: Client): { readonly isUncertain: boolean; stop(): void } {
  const seen = { isUncertain: false };
  const onNotice = ({ code }: { readonly code?: string | undefined }): void => {
    if (code !== undefined && (code === SQL_STATES.queryCanceled || code.startsWith(SQL_STATES.shutdown)))
      seen.isUncertain = true;
  };
  client.on('notice', onNotice);
  return {
    get isUncertain() {
      return seen.isUncertain;
    },
    stop: () => client.off('notice', onNotice),
  };
}

/** Never weaker than the server's own setting, which may wait for standbys. */
const DURABLE = `SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)`;
const NOT_DURABLE = 'SET synchronous_commit = off';
/** Milliseconds. */
const DEFAULT_TIMEOUT = 2500;
const MAX_WAIT = 2500;
const MAX_CONNECTIONS = 4;
