import type pgModule from 'pg';
import type { Client } from 'pg';
import { BootError } from '../../../../kernel/boot-fault.ts';
import { toReason } from '../../../../kernel/text/to-reason.ts';
import { end, toStream, withinTime } from './client-stream.ts';
import { readTls, type Host, type Target } from './target.ts';

/** The module `pg`, which is installed only where it is needed. */
export type Pg = typeof pgModule;

/** No server that accepts writes could be reached: nothing was sent. */
export class UnreachableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreachableError';
  }
}

/** Loads `pg`. Throws a BootError that says how to install it when it is missing. */
export async function loadPg(): Promise<Pg> {
  try {
    return (await import('pg')).default;
  } catch (cause) {
    const message = `The package pg, by which PostgreSQL is reached, cannot be loaded: ${toReason(cause).split('\n')[0] ?? ''}`;
    const remedy = 'Install it beside athena-simulator: npm install pg@8.';
    throw new BootError([{ file: '--journal', pointer: '', message, remedy }]);
  }
}

/** A connection, and the host that it leads to. */
export interface Connected {
  readonly client: Client;
  readonly host: Host;
}

/**
 * Connects to the primary of a cluster: the first host that accepts writes. Throws an UnreachableError that says why
 * each host was of no use.
 */
export async function connectToPrimary(pg: Pg, target: Target, purpose: string): Promise<Connected> {
  const reasons: string[] = [];
  for (const host of target.hosts) {
    try {
      const client = await connectByMode(pg, { target, host, purpose });
      if (!(await isStandby(client))) return { client, host };
      void end(client);
      reasons.push(`${host.host}:${host.port} is a standby`);
    } catch (error) {
      if (error instanceof BootError) throw error;
      reasons.push(`${host.host}:${host.port}: ${toReason(error)}`);
    }
  }
  throw new UnreachableError(`No primary can be reached: ${reasons.join('; ')}`);
}

interface Attempt {
  readonly target: Target;
  readonly host: Host;
  readonly purpose: string;
}

/** `prefer` tries without encryption when the server has none; `allow` with it when the server demands it. */
async function connectByMode(pg: Pg, attempt: Attempt): Promise<Client> {
  const { mode } = attempt.target.tls;
  try {
    return await connect(pg, attempt, mode !== 'disable' && mode !== 'allow');
  } catch (error) {
    const reason = toReason(error);
    if (mode === 'prefer' && reason.includes('does not support SSL')) return connect(pg, attempt, false);
    if (mode === 'allow' && reason.includes('no encryption')) return connect(pg, attempt, true);
    throw error;
  }
}

async function connect(pg: Pg, { target, host, purpose }: Attempt, isEncrypted: boolean): Promise<Client> {
  const { user, password, database, tls } = target;
  const mode = tls.mode === 'allow' ? 'require' : tls.mode;
  const client = new pg.Client({
    host: host.host,
    port: host.port,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    ssl: isEncrypted ? await readTls({ ...tls, mode }) : false,
    application_name: `athena-simulator ${purpose}`,
    keepAlive: true,
  });
  // An error between two queries would otherwise end the process; the next query fails by itself.
  client.on('error', () => {});
  try {
    await withinTime(client.connect(), CONNECT_TIMEOUT);
    return client;
  } catch (error) {
    toStream(client)?.destroy();
    throw error;
  }
}

async function isStandby(client: Client): Promise<boolean> {
  const sql = `SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS "isStandby"`;
  const { rows } = await prepare(client, () => client.query<{ readonly isStandby: boolean }>(sql));
  return rows[0]?.isStandby !== false;
}

/** Sends the first statements of a connection. Ends it when they fail, or take too long. */
export async function prepare<Result>(client: Client, send: () => Promise<Result>): Promise<Result> {
  try {
    return await withinTime(send(), CONNECT_TIMEOUT);
  } catch (error) {
    void end(client);
    throw error;
  }
}

/** Milliseconds to connect to a host, and for the first statements. */
const CONNECT_TIMEOUT = 1500;
