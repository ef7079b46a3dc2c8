import { getOrCreate } from '../../kernel/get-or-create.ts';
import type { SharedControlState } from '../control/shared-control-state.ts';
import type { Journal, JournalLog } from '../port/journal.ts';
import { ALL_WORLDS } from '../port/control-state.ts';
import { SNAPSHOTS, type SnapshotEntries } from '../port/snapshot-entry.ts';
import { LAST_DELETED, SANDBOX, type SandboxEntry } from '../port/sandbox-entry.ts';
import { StoreError, toWriteFailure } from '../port/store-error.ts';
import type { Checkpoint, SchemaChange, Store } from '../port/store.ts';
import { toSnapshotWorld } from './log-snapshot-store.ts';

/** Dependencies of the sandboxes of a log. */
export interface SandboxLogDeps {
  readonly log: JournalLog;
  readonly state: SharedControlState;
  /** The store of the baseline, which saves the states that sandboxes begin with. */
  readonly baseline: Pick<Store, 'log' | 'failure'>;
  /** What the records conform to. */
  readonly schema: SchemaChange;
  readonly now: () => number;
}

/** The sandboxes of a log: a directory, the state that each begins with, and a log of what has changed since. */
export class SandboxLog {
  readonly #deps: SandboxLogDeps;
  /** The states that are being saved, by their revisions. */
  readonly #saving = new WeakMap<object, Promise<string>>();
  /** The states that sandboxes begin with, by their references. */
  readonly #bases = new Map<string, Promise<Checkpoint>>();
  #schema: SchemaChange;

  constructor(deps: SandboxLogDeps) {
    this.#deps = deps;
    this.#schema = deps.schema;
  }

  get schema(): SchemaChange {
    return this.#schema;
  }

  /** Sets what the records of sandboxes conform to from now on. */
  setSchema(schema: SchemaChange): void {
    this.#schema = schema;
    this.#bases.clear();
  }

  /** Resolves when this process knows every sandbox that any process had created or deleted before. */
  catchUp(): Promise<void> {
    return this.#deps.state.log.catchUp();
  }

  /** Returns the entry of a sandbox; undefined when there is none, or it was deleted. */
  find(name: string): SandboxEntry | undefined {
    return this.#deps.state.read({ name }, SANDBOX) ?? undefined;
  }

  /** Returns the names of all sandboxes in the order of their creation. */
  list(): readonly string[] {
    return this.#deps.state
      .entries(SANDBOX)
      .flatMap(([name, entry]) => (entry === null ? [] : { name, ...entry }))
      .toSorted((left, right) => left.created - right.created || (left.name < right.name ? -1 : 1))
      .map(({ name }) => name);
  }

  /**
   * Creates a sandbox that begins with a checkpoint of another world. Returns the entry of the replica that was first,
   * and whether that was this one.
   */
  async create(name: string, checkpoint: Checkpoint, revision: object): Promise<CreatedEntry> {
    const { log, failure } = this.#deps.baseline;
    if (log.status.hasOtherContract && failure !== undefined) throw new StoreError('WRITE_FAILED', failure);
    const base = await this.#saveBase(checkpoint, revision);
    const created = this.#deps.now();
    return this.#deps.state.changeMany((draftOf) => {
      const draft = draftOf({ name });
      const known = draft.read(SANDBOX);
      if (known !== null) return { entry: known, isNew: false };
      const entry = { incarnation: draftOf(ALL_WORLDS).read(LAST_DELETED) + 1, base, created };
      draft.write(SANDBOX, entry);
      return { entry, isNew: true };
    });
  }

  /**
   * Deletes a sandbox with its control state. Returns false when there is none. The entry goes last: a deletion that
   * fails midway can be repeated, and no replica acknowledges a write to a sandbox without an entry. A later sandbox of
   * that name stays when `incarnation` is given.
   */
  async delete(name: string, incarnation?: number): Promise<boolean> {
    const removed = new Set<string>();
    for (;;) {
      const entry = this.find(name);
      if (entry === undefined || entry.incarnation !== (incarnation ?? entry.incarnation)) return false;
      const worlds = [toWorldName(name, entry), ...toSnapshotWorlds(this.#deps.state.read({ name }, SNAPSHOTS))];
      for (const world of worlds) await this.#removeWorld(world);
      for (const world of worlds) removed.add(world);
      const isDeleted = await this.#deps.state.changeMany((draftOf) => {
        const [draft, all] = [draftOf({ name }), draftOf(ALL_WORLDS)];
        const known = draft.read(SANDBOX);
        if (known === null) return false;
        // The sandbox was created again, or a snapshot was saved meanwhile.
        const left = [toWorldName(name, known), ...toSnapshotWorlds(draft.read(SNAPSHOTS))];
        if (!left.every((world) => removed.has(world))) return undefined;
        draft.clear();
        all.write(LAST_DELETED, Math.max(all.read(LAST_DELETED), known.incarnation));
        return true;
      });
      if (isDeleted !== undefined) return isDeleted;
    }
  }

  /**
   * Opens the log of a sandbox, and returns the state that it begins with. Both fail when it was deleted. A new one is
   * of the contract of `schema`.
   */
  async open(
    name: string,
    entry: SandboxEntry,
    { collections, contract }: SchemaChange = this.#schema,
  ): Promise<{ readonly base: Checkpoint; readonly journal: Journal }> {
    const world = toWorldName(name, entry);
    // First the log, which says whether it was deleted: the state may then be gone as well.
    const journal = await this.#deps.log.open({ collections, contract, world, base: entry.base });
    try {
      return { base: await this.#findBase(entry), journal };
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  async #removeWorld(world: string): Promise<void> {
    const removing = this.#deps.log.remove?.(world);
    await removing?.catch((cause: unknown) => Promise.reject(toWriteFailure(cause, 'the deletion')));
  }

  /** Returns the state that a sandbox began with. It is read once, however many sandboxes begin with it. */
  #findBase({ base }: SandboxEntry): Promise<Checkpoint> {
    const found = getOrCreate(this.#bases, base, () => this.#deps.baseline.log.readState(base));
    found.catch(() => this.#bases.delete(base));
    const [oldest = base] = this.#bases.keys();
    if (this.#bases.size > MAX_BASES) this.#bases.delete(oldest);
    return found;
  }

  /** Saves a state, unless the log has it. Concurrent calls save it once. */
  async #saveBase(checkpoint: Checkpoint, revision: object): Promise<string> {
    const saving = getOrCreate(this.#saving, revision, () =>
      this.#deps.baseline.log.saveState(checkpoint).finally(() => this.#saving.delete(revision)),
    );
    const base = await saving;
    this.#bases.set(base, Promise.resolve(checkpoint));
    return base;
  }
}

interface CreatedEntry {
  readonly entry: SandboxEntry;
  readonly isNew: boolean;
}

function toSnapshotWorlds(entries: SnapshotEntries): readonly string[] {
  return Object.values(entries).map(({ id }) => toSnapshotWorld(id));
}

function toWorldName(name: string, { incarnation }: SandboxEntry): string {
  return `sandbox/${name}/${incarnation}`;
}

/** The states that are held for sandboxes to begin with. */
const MAX_BASES = 32;
