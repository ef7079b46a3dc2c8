import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGzip, gunzip } from 'node:zlib';
import type { JsonValue } from '../../../kernel/json/json.ts';
import { createSha256 } from '../../../kernel/random/digest.ts';
import { readSnapshotText, SNAPSHOT_FORMAT, toSlices } from '../../snapshots/snapshot-text.ts';
import { freezeInPlace } from '../../state/freeze-record.ts';
import type { StoreSnapshot } from '../../port/store.ts';
import type { Database } from './connection/database.ts';
import { toTable } from './tables.ts';

/** The states in `athena_state`: each is stored once, compressed, by the digest of its text. */
export class StoredStates {
  readonly #database: Database;
  readonly #table: string;
  readonly #schema: string;
  /** By the machine's time, in milliseconds. */
  #nextTidying = 0;

  constructor(database: Database, schema: string) {
    this.#database = database;
    this.#schema = schema;
    this.#table = toTable(schema, 'state');
  }

  /** Stores a state and returns its reference. It is kept for an hour, in which a record must refer to it. */
  async save(snapshot: StoreSnapshot): Promise<string> {
    const { reference, content } = await compress(snapshot);
    if (await this.keep(reference)) return reference;
    await this.#database.query(
      {
        text: `INSERT INTO ${this.#table} (reference, content) VALUES ($1, $2)
               ON CONFLICT (reference) DO UPDATE SET used_at = clock_timestamp()`,
        values: [reference, content],
      },
      LARGE_TIMEOUT,
    );
    return reference;
  }

  /** Keeps a state for another hour. Returns false when there is none of that reference. */
  async keep(reference: string): Promise<boolean> {
    const kept = await this.#database.query({
      text: `UPDATE ${this.#table} SET used_at = clock_timestamp() WHERE reference = $1 RETURNING 1 AS found`,
      values: [reference],
    });
    return kept.length > 0;
  }

  /** Returns a state, frozen; undefined when there is none of that reference. */
  async read(reference: string): Promise<StoreSnapshot | undefined> {
    const [row] = await this.#database.query<{ readonly content: Buffer }>(
      { text: `SELECT content FROM ${this.#table} WHERE reference = $1`, values: [reference] },
      LARGE_TIMEOUT,
    );
    return row === undefined ? undefined : decompress(row.content);
  }

  /** Removes unused states, at most once in a quarter of an hour. Never rejects: the next call tries again. */
  async tidy(): Promise<void> {
    if (performance.now() < this.#nextTidying) return;
    this.#nextTidying = performance.now() + TIDYING_PAUSE;
    await this.removeUnused().catch(() => {});
  }

  /** Removes the states that nothing has referred to for an hour. */
  async removeUnused(): Promise<void> {
    const [world, log] = ['world', 'log'].map((name) => toTable(this.#schema, name));
    await this.#database.query(
      {
        text: `DELETE FROM ${this.#table} state WHERE used_at < clock_timestamp() - interval '1 hour'
                 AND NOT EXISTS (SELECT FROM ${world} WHERE base_state = state.reference)
                 AND NOT EXISTS (SELECT FROM ${world} WHERE reset_state = state.reference)
                 AND NOT EXISTS (SELECT FROM ${log} log WHERE log.state = state.reference)`,
      },
      LARGE_TIMEOUT,
    );
  }
}

/** Compresses a state in slices, so that requests are served in between. */
async function compress({ position, sequences, collections }: StoreSnapshot): Promise<{
  readonly reference: string;
  readonly content: Buffer;
}> {
  const digest = createSha256();
  const head = { format: SNAPSHOT_FORMAT, journal: 1, contract: undefined, position, sequences } as const;
  function* toChunks(): Generator<Buffer> {
    for (const slice of toSlices({ ...head, collections })) {
      const bytes = Buffer.from(slice);
      digest.update(bytes);
      yield bytes;
    }
    yield Buffer.from('\n}\n');
  }
  const content = await buffer(Readable.from(toChunks()).pipe(createGzip({ level: constants.Z_BEST_SPEED })));
  return { reference: `sha256-${digest.toHex()}`, content };
}

async function decompress(content: Buffer): Promise<StoreSnapshot> {
  const value = readSnapshotText(await promisify(gunzip)(content));
  const { position, sequences, collections } = value as JsonValue & StoreSnapshot;
  freezeInPlace(collections);
  return { position, sequences, collections };
}

/** Milliseconds. */
const TIDYING_PAUSE = 900_000;
/** Milliseconds for a statement that carries a complete state. */
const LARGE_TIMEOUT = 60_000;
