import type { Membership, Peer, ReplicaEntry } from '../../port/replica-directory.ts';
import type { Database } from './connection/database.ts';
import { toTable } from './tables.ts';
import type { KnownRow } from './watcher.ts';

/** Options of a presence. */
export interface PresenceOptions {
  readonly database: Database;
  readonly schema: string;
  /** The name of this process in the table. */
  readonly replica: string;
}

/**
 * The row of this process in `athena_replica`, which says that it is alive and where it can be asked, and the rows of
 * the others. A process that does not renew its row for five seconds is no longer among them.
 */
export class Presence {
  readonly #options: PresenceOptions;
  #entry: ReplicaEntry | undefined;
  #known: Pick<KnownRow, 'contract' | 'position'> = { contract: undefined, position: 0 };
  #peers: readonly Peer[] = [];
  #renewing: Promise<unknown> | undefined;
  #hasLeft = false;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** Tells the others where they can ask this process. */
  async join(entry: ReplicaEntry): Promise<Membership> {
    this.#entry = entry;
    const announce = async (): Promise<void> => {
      await this.#removePredecessors().catch(() => {});
      await this.renew().catch(() => {});
    };
    await announce();
    const name = this.#options.replica;
    const knownPeers = (): readonly string[] => this.#peers.map((peer) => peer.name);
    return { name, peers: () => this.findPeers(), knownPeers, announce, leave: () => this.leave() };
  }

  /**
   * Writes that this process is alive, and returns the others. A database that cannot be written to fails. `known` is
   * the last row of the baseline; by default the one that was written before.
   */
  async renew(known = this.#known): Promise<readonly Peer[]> {
    this.#known = known;
    if (this.#hasLeft) return [];
    const renewing = this.#renew();
    this.#renewing = renewing.catch(() => {});
    this.#peers = (await renewing).map(toPeer);
    return this.#peers;
  }

  /** Returns the others that are alive; those that were alive before when the database cannot be reached. */
  async findPeers(): Promise<readonly Peer[]> {
    const { database, replica } = this.#options;
    const statement = { name: 'journal-peers', text: `${this.#selectAlive} ORDER BY name`, values: [replica] };
    const rows = await database.query<PeerRow>(statement, TIMEOUT).catch(() => undefined);
    if (rows !== undefined) this.#peers = rows.map(toPeer);
    return this.#peers;
  }

  /** Removes the row, and renews it no more. */
  async leave(): Promise<void> {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    await this.#renewing;
    const { database, replica } = this.#options;
    const text = `DELETE FROM ${this.#table} WHERE replica = $1 OR seen_at < clock_timestamp() - interval '1 hour'`;
    await database.query({ text, values: [replica] }, TIMEOUT).catch(() => {});
  }

  /**
   * Removes the rows of others that claim the URL of this process: they ended without leaving, and their address leads
   * here now. One that is alive has the URL by mistake, and writes its row again within a second.
   */
  async #removePredecessors(): Promise<void> {
    const { database, replica } = this.#options;
    const url = this.#findUrl();
    if (url === null) return;
    const text = `DELETE FROM ${this.#table} WHERE url = $1 AND replica <> $2`;
    await database.query({ text, values: [url, replica] }, TIMEOUT);
  }

  #findUrl(): string | null {
    return this.#entry?.findUrl(this.#options.database.localAddress) ?? null;
  }

  get #table(): string {
    return toTable(this.#options.schema, 'replica');
  }

  get #selectAlive(): string {
    return `SELECT replica AS name, url FROM ${this.#table}
      WHERE replica <> $1 AND seen_at > clock_timestamp() - interval '${ALIVE_SECONDS} seconds'`;
  }

  #renew(): Promise<readonly PeerRow[]> {
    const { database, replica } = this.#options;
    const { contract = null, position } = this.#known;
    const url = this.#findUrl();
    const statement = {
      name: 'journal-presence',
      text: `WITH seen AS (
          INSERT INTO ${this.#table} (replica, contract, position, url) VALUES ($1, $2, $3, $4)
          ON CONFLICT (replica) DO UPDATE SET contract = $2, position = $3, url = $4, seen_at = clock_timestamp()
        )
        ${this.#selectAlive} ORDER BY name`,
      values: [replica, contract, position, url],
    };
    // Behind the statements of requests, it would make a busy replica look dead.
    return database.query<PeerRow>(statement, TIMEOUT, true);
  }
}

interface PeerRow {
  readonly name: string;
  readonly url: string | null;
}

function toPeer({ name, url }: PeerRow): Peer {
  return {
    name,
    send: async (path, init) => {
      if (url === null) throw new Error('It does not listen, or serves no control plane.');
      return fetch(`${url}${path}`, init);
    },
  };
}

/** A process that is silent for longer is taken for dead. */
export const ALIVE_SECONDS = 5;
/** Milliseconds. */
const TIMEOUT = 800;
