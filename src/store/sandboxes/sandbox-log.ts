import { getOrCreate } from '../../kernel/get-or-create.ts';
import { createStore } from '../create-store.ts';
import type { SharedControlState } from '../control/shared-control-state.ts';
import type { Journal, JournalLog } from '../port/journal.ts';
import { toWriteFailure } from '../port/store-error.ts';
import { SANDBOX, type SandboxEntry } from '../port/sandbox-entry.ts';
import type { Checkpoint, CollectionSpec, Store } from '../port/store.ts';

/** Dependencies of the sandboxes of a log. */
export interface SandboxLogDeps {
  readonly log: JournalLog;
  readonly state: SharedControlState;
  /** The collections of the baseline: records are identified by their keys. */
  readonly collections: readonly CollectionSpec[];
  readonly now: () => number;
  /** Makes names of states that are unique among all replicas. */
  readonly createId: () => string;
}

/** The sandboxes of a log: a directory, the state that each begins with, and a log of what has changed since. */
export class SandboxLog {
  readonly #deps: SandboxLogDeps;
  /** The name of each stored state of the baseline, by its revision. */
  readonly #names = new WeakMap<object, Promise<string>>();
  readonly #bases = new Map<string, Promise<Checkpoint>>();

  #collections: readonly CollectionSpec[];

  constructor(deps: SandboxLogDeps) {
    this.#deps = deps;
    this.#collections = deps.collections;
  }

  /** Sets the collections of the sandboxes that are created from now on. */
  setCollections(collections: readonly CollectionSpec[]): void {
    this.#collections = collections;
  }

  /** Returns the entry of a sandbox; undefined when there is none, or it was deleted. */
  find(name: string): SandboxEntry | undefined {
    const entry = this.#deps.state.read({ name }, SANDBOX);
    return entry === null || entry.isDeleted ? undefined : entry;
  }

  /** Returns the names of all sandboxes in the order of their creation. */
  list(): readonly string[] {
    return this.#deps.state
      .entries(SANDBOX)
      .flatMap(([name, entry]) => (entry === null || entry.isDeleted ? [] : { name, ...entry }))
      .toSorted((left, right) => left.created - right.created || (left.name < right.name ? -1 : 1))
      .map(({ name }) => name);
  }

  /**
   * Creates a sandbox that begins with a checkpoint of the baseline. Returns the entry of the replica that was first.
   */
  async create(name: string, checkpoint: Checkpoint, revision: object): Promise<SandboxEntry> {
    const base = await this.#nameBase(checkpoint, revision);
    const created = this.#deps.now();
    return this.#deps.state.change({ name }, (draft) => {
      const known = draft.read(SANDBOX);
      if (known !== null && !known.isDeleted) return known;
      const entry = { incarnation: (known?.incarnation ?? 0) + 1, base, created, isDeleted: false };
      draft.write(SANDBOX, entry);
      return entry;
    });
  }

  /** Deletes a sandbox with its control state. Returns false when there is none. */
  async delete(name: string): Promise<boolean> {
    const deleted = await this.#deps.state.change({ name }, (draft) => {
      const known = draft.read(SANDBOX);
      if (known === null || known.isDeleted) return undefined;
      draft.clear();
      draft.write(SANDBOX, { ...known, isDeleted: true });
      return known;
    });
    if (deleted === undefined) return false;
    // A replica that does not know it yet must not acknowledge a write to it.
    await this.#deps.log.remove?.(toWorldName(name, deleted));
    return true;
  }

  openJournal(name: string, entry: SandboxEntry): Promise<Journal> {
    return this.#deps.log.open({ collections: this.#collections, world: toWorldName(name, entry) });
  }

  /** Returns the state that a sandbox began with. It is read once, however many sandboxes begin with it. */
  findBase({ base }: SandboxEntry): Promise<Checkpoint> {
    const found = getOrCreate(this.#bases, base, () => this.#readBase(base));
    found.catch(() => this.#bases.delete(base));
    const [oldest = base] = this.#bases.keys();
    if (this.#bases.size > MAX_BASES) this.#bases.delete(oldest);
    return found;
  }

  /** Returns the name of a state of the baseline. It is stored at its first use. */
  #nameBase(checkpoint: Checkpoint, revision: object): Promise<string> {
    const naming = getOrCreate(this.#names, revision, () => this.#storeBase(checkpoint));
    naming.catch(() => this.#names.delete(revision));
    return naming.catch((error: unknown) => Promise.reject(toWriteFailure(error, 'the sandbox')));
  }

  async #storeBase(checkpoint: Checkpoint): Promise<string> {
    const name = this.#deps.createId();
    const journal = await this.#openBase(name);
    await journal.replace(checkpoint.snapshot(), journal.position);
    await journal.close();
    this.#bases.set(name, Promise.resolve(checkpoint));
    return name;
  }

  async #readBase(name: string): Promise<Checkpoint> {
    const collections = this.#collections;
    const store: Store = createStore({ collections, journal: await this.#openBase(name) });
    const checkpoint = store.checkpoint();
    await store.close();
    return checkpoint;
  }

  #openBase(name: string): Promise<Journal> {
    return this.#deps.log.open({ collections: this.#collections, world: `base/${name}` });
  }
}

function toWorldName(name: string, { incarnation }: SandboxEntry): string {
  return `sandbox/${name}/${incarnation}`;
}

/** The states of the baseline that are held for sandboxes to begin with. */
const MAX_BASES = 32;
