import type { Client } from 'pg';
import type { Logger } from '../../../kernel/logger.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';
import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { end, withinTime } from './connection/client-stream.ts';
import { prepare } from './connection/connect.ts';
import type { Database } from './connection/database.ts';
import type { Presence } from './presence.ts';
import { HEAD, type Head } from './statements.ts';
import { toTable } from './tables.ts';

/** The last row of a log that a store knows, and under which contract and in which epoch it knows it. */
export interface KnownRow {
  readonly position: number;
  readonly id: string;
  readonly contract: string | undefined;
  readonly epoch: number;
}

/** A world whose log is watched. */
export interface Watched {
  readonly getKnown: () => KnownRow;
  /** Called with each head that was read, and what was known when it was asked for. */
  readonly onHead: (head: Head, known: KnownRow) => void;
  /** Called with a position of which another process has told. It is not checked. */
  readonly onHint: (position: number) => void;
}

/** Options of a watcher. */
export interface WatcherOptions {
  readonly database: Database;
  readonly schema: string;
  readonly presence: Presence;
  readonly logger: Logger;
}

/**
 * Watches the logs of worlds: reads their heads once a second, is told of new positions by the other processes, tells
 * them of its own, and says whether the database can be reached. Notifications are sent after a commit and not in it,
 * since a commit that notifies waits for all others that do.
 */
export class Watcher {
  /** Why the database is of no use at present, as a sentence; undefined when it is reached. */
  failure: string | undefined;
  readonly #options: WatcherOptions;
  readonly #channel: string;
  readonly #worlds = new Map<string, Watched>();
  readonly #timer: NodeJS.Timeout;
  /** The positions of our own writes that the other processes have not been told of. */
  readonly #news = new Map<string, number>();
  #client: Client | undefined;
  /** A connection that is being opened. It may take several polls, as while a host of the cluster hangs. */
  #connecting: Promise<Client> | undefined;
  #starting: Promise<void> | undefined;
  #polling: Promise<void> | undefined;
  #telling: Promise<void> | undefined;
  #hasPeers = false;
  #isStopped = false;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#channel = `athena_${options.schema}`.slice(0, MAX_CHANNEL_LENGTH);
    this.#timer = setInterval(() => void this.poll(), INTERVAL).unref();
  }

  watch(world: string, watched: Watched): () => void {
    this.#worlds.set(world, watched);
    return () => {
      if (this.#worlds.get(world) === watched) this.#worlds.delete(world);
    };
  }

  /** Tells the other processes of a position that this one has written. */
  announce(world: string, position: number): void {
    this.#setFailure(undefined);
    if (!this.#hasPeers) return;
    this.#news.set(world, position);
    this.#telling ??= this.#tell().finally(() => (this.#telling = undefined));
  }

  /** Resolves after the heads were read for the first time. */
  start(): Promise<void> {
    return (this.#starting ??= this.poll());
  }

  /** Reads all heads, unless that is being done. */
  poll(): Promise<void> {
    this.#polling ??= this.#poll().finally(() => (this.#polling = undefined));
    return this.#polling;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await Promise.allSettled([this.#polling, this.#telling]);
    await this.#options.presence.leave();
    if (this.#client !== undefined) await end(this.#client);
  }

  async #poll(): Promise<void> {
    if (this.#isStopped) return;
    let client: Client | undefined;
    try {
      client = await withinTime(this.#connect(), TIMEOUT);
      await withinTime(this.#readHeads(client), TIMEOUT);
      const renewing = this.#options.presence.renew(this.#worlds.get(BASELINE)?.getKnown());
      this.#hasPeers = (await withinTime(renewing, TIMEOUT)).length > 0;
      this.#setFailure(undefined);
    } catch (error) {
      this.#setFailure(error);
      if (client === undefined) return;
      if (this.#client === client) this.#client = undefined;
      void end(client);
    }
  }

  async #readHeads(client: Client): Promise<void> {
    const known = new Map([...this.#worlds].map(([world, { getKnown }]) => [world, getKnown()]));
    const text = `SELECT ${HEAD} FROM ${toTable(this.#options.schema, 'world')} WHERE world = ANY($1)`;
    const { rows } = await client.query<Head>({ name: 'journal-heads', text, values: [[...known.keys()]] });
    for (const head of rows) {
      const before = known.get(head.world);
      if (before !== undefined) this.#worlds.get(head.world)?.onHead(head, before);
    }
  }

  async #tell(): Promise<void> {
    while (this.#news.size > 0 && this.#client !== undefined) {
      const news = [...this.#news].slice(0, MAX_NEWS);
      for (const [world] of news) this.#news.delete(world);
      const payload = news.map(([world, position]) => `${position} ${world}`).join('\n');
      // A lost notification costs the others a second: they read the heads, too.
      await this.#client.query('SELECT pg_notify($1, $2)', [this.#channel, payload]).catch(() => {});
    }
  }

  async #connect(): Promise<Client> {
    if (this.#client !== undefined) return this.#client;
    this.#connecting ??= this.#open().finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }

  async #open(): Promise<Client> {
    const client = await this.#options.database.connect('watcher');
    client.on('notification', ({ payload = '' }) => this.#onNotification(payload));
    client.on('end', () => {
      if (this.#client !== client) return;
      this.#client = undefined;
      // Tells at once whether the server is gone.
      void this.poll();
    });
    // What is written here needs no disk: notifications.
    await prepare(client, async () => {
      await client.query(`SET synchronous_commit = off`);
      await client.query(`LISTEN "${this.#channel.replaceAll('"', '""')}"`);
      if (this.#isStopped) throw new Error('The watcher is stopped');
    });
    this.#client = client;
    return client;
  }

  #onNotification(payload: string): void {
    for (const line of payload.split('\n')) {
      const [, position = '', world = ''] = /^(\d{1,15}) (.+)$/.exec(line) ?? [];
      this.#worlds.get(world)?.onHint(Number(position));
    }
  }

  #setFailure(error: unknown): void {
    const { logger } = this.#options;
    if (error === undefined) {
      if (this.failure !== undefined) logger.info({}, 'The database is reached again. Writes continue.');
      this.failure = undefined;
      return;
    }
    if (this.failure === undefined)
      logger.error({ error }, `The database cannot be reached: ${toClause(error)}. Local reads continue.`);
    // Omits the reason, which names hosts: the health endpoint shows this text to clients.
    this.failure = 'Writes and latest reads are rejected: the database of the log cannot be reached.';
  }
}

/** Milliseconds between two polls, and for each of their two steps: a lost database is noticed within two seconds. */
const INTERVAL = 1000;
const TIMEOUT = 800;
/** A payload may have 8000 bytes. */
const MAX_NEWS = 50;
/** The limit of PostgreSQL's names. */
const MAX_CHANNEL_LENGTH = 63;
