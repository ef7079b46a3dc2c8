import { getOrCreate } from '../../kernel/get-or-create.ts';
import { WorldRemovedError } from '../port/journal.ts';
import { StoreError } from '../port/store-error.ts';
import type { Checkpoint } from '../port/store.ts';
import type { World } from '../port/world.ts';
import type { OpenedSandbox, RebaseOptions, Sandbox, SandboxLease, SandboxUse, Worlds } from '../port/worlds.ts';
import { adoptSandbox } from './adopt-sandbox.ts';
import { createCandidate } from './create-candidate.ts';
import type { SandboxEntry } from '../port/sandbox-entry.ts';
import { loadAll, loadLatest } from './load-sandboxes.ts';
import { CREATED, NONE, NOT_USED, type LoadedSandbox } from './loaded-sandbox.ts';
import { LoadedSandboxes } from './loaded-sandboxes.ts';
import type { SharedWorldsOptions } from './shared-worlds-options.ts';
import { toSandboxUse } from './to-sandbox-use.ts';

/**
 * Creates worlds whose sandboxes are in a log: each replica of the log loads those that its requests name. When there
 * are too many in memory, the least recently used one is unloaded; its next use loads it again.
 */
export function createSharedWorlds(options: SharedWorldsOptions): Worlds {
  return new SharedWorlds(options);
}

class SharedWorlds implements Worlds {
  readonly #options: SharedWorldsOptions;
  readonly #loaded: LoadedSandboxes;
  readonly #loading = new Map<string, Promise<void>>();
  /** Worlds that requests have borrowed and not entered. */
  readonly #candidates = new Map<string, LoadedSandbox>();
  /** Candidates from before a change of contract: they do not become sandboxes. */
  readonly #outdated = new WeakSet<LoadedSandbox>();
  readonly #resetPoints = new WeakMap<World, Checkpoint>();
  /** The checkpoint of each state of the baseline that candidates began with, by its revision. */
  readonly #bases = new WeakMap<object, Checkpoint>();
  #createResetPoint: () => Checkpoint;

  constructor(options: SharedWorldsOptions) {
    this.#options = options;
    this.#loaded = new LoadedSandboxes(options);
    this.#createResetPoint = options.createResetPoint;
  }

  get baseline(): World {
    return this.#options.baseline;
  }

  load(name: string): Promise<void> | undefined {
    this.#loaded.unloadIdle();
    const entry = this.#options.sandboxes.find(name);
    const loaded = this.#loaded.get(name);
    if (loaded !== undefined && loaded.incarnation !== entry?.incarnation) this.#loaded.unload(loaded);
    else if (loaded !== undefined) return undefined;
    // A candidate that is entered joins the sandbox of that name.
    if (entry === undefined || this.#candidates.has(name)) return undefined;
    const loading = getOrCreate(this.#loading, name, () => this.#load(name, entry));
    return loading
      .catch((cause: unknown) => Promise.reject(new StoreError('READ_FAILED', `Failed to read ${name}.`, { cause })))
      .finally(() => this.#loading.delete(name));
  }

  open(name: string): OpenedSandbox {
    const isInMemory = this.#loaded.has(name) || this.#candidates.has(name);
    if (!isInMemory && this.#options.sandboxes.find(name) !== undefined) {
      const message = `Failed to open the sandbox ${name}: it is in the log and not loaded. Await another call of it first.`;
      throw new StoreError('READ_FAILED', message);
    }
    const { world, enter, release } = this.borrow(name);
    void Promise.resolve(enter())
      .catch((error: unknown) =>
        this.#options.logger.warn(
          { sandbox: name, error },
          'A sandbox was not created yet. The next write tries again.',
        ),
      )
      .finally(release);
    return { world, events: NONE };
  }

  borrow(name: string): SandboxLease {
    const sandbox = this.#loaded.get(name) ?? getOrCreate(this.#candidates, name, () => this.#createCandidate(name));
    sandbox.users += 1;
    let events: Promise<readonly string[]> | undefined;
    return {
      world: sandbox.world,
      enter: () => (events ??= this.#enter(sandbox)),
      release: () => {
        sandbox.users -= 1;
        if (sandbox.users > 0) return;
        const isCandidate = this.#candidates.get(name) === sandbox && this.#candidates.delete(name);
        if (isCandidate || this.#outdated.has(sandbox)) this.#loaded.closeStore(sandbox.world);
      },
    };
  }

  async fork({ name: source, store }: World, name: string): Promise<readonly string[] | undefined> {
    const { sandboxes } = this.#options;
    // A request in progress may already have written to its candidate.
    if (sandboxes.find(name) !== undefined || this.#candidates.has(name)) return undefined;
    const { isNew } = await sandboxes.create(name, store.checkpoint(), store.revision);
    if (!isNew) return undefined;
    await this.load(name);
    const now = this.#options.now();
    for (const used of [this.#loaded.get(source), this.#loaded.get(name)]) if (used !== undefined) used.usedAt = now;
    const made = this.#loaded.get(name);
    if (made !== undefined) made.madeAt = now;
    return CREATED;
  }

  find(name: string): Sandbox | undefined {
    const loaded = this.#loaded.get(name);
    return loaded === undefined || this.#options.sandboxes.find(name)?.incarnation !== loaded.incarnation
      ? undefined
      : loaded;
  }

  catchUp = (): Promise<void> => this.#options.sandboxes.catchUp();

  names = (): readonly string[] => this.#options.sandboxes.list();

  list(): readonly Sandbox[] {
    return this.names().flatMap((name) => this.find(name) ?? []);
  }

  listUses(): readonly SandboxUse[] {
    const now = this.#options.now();
    return [...this.#loaded.values()].map((sandbox) => toSandboxUse(sandbox, now));
  }

  loadAll(): Promise<readonly Sandbox[]> {
    return loadAll(this, this.#options);
  }

  loadLatest(name?: string): Promise<void> {
    return loadLatest(this, name, this.#options);
  }

  async remove(name: string): Promise<boolean> {
    const isDeleted = await this.#options.sandboxes.delete(name);
    const loaded = this.#loaded.get(name);
    if (loaded !== undefined) this.#loaded.unload(loaded);
    return isDeleted;
  }

  resetPoint(world: World): Checkpoint {
    return getOrCreate(this.#resetPoints, world, this.#createResetPoint);
  }

  async rebase({ createResetPoint, schema, keepsSandboxes }: RebaseOptions): Promise<readonly string[]> {
    const { sandboxes } = this.#options;
    const names = keepsSandboxes ? [] : sandboxes.list();
    for (const name of names) await this.remove(name);
    // They are read again with the new collections.
    this.#loaded.unloadAll();
    for (const candidate of this.#candidates.values()) this.#outdated.add(candidate);
    this.#candidates.clear();
    sandboxes.setSchema(schema);
    this.#resetPoints.delete(this.baseline);
    this.#createResetPoint = createResetPoint;
    return names;
  }

  states(): readonly Pick<Checkpoint, 'snapshot'>[] {
    const worlds = [
      this.baseline,
      ...[...this.#loaded.values(), ...this.#candidates.values()].map(({ world }) => world),
    ];
    return worlds.flatMap((world) => [world.store, this.#resetPoints.get(world) ?? []].flat());
  }

  close(): Promise<void> {
    return this.#loaded.close();
  }

  /** Loads a sandbox, unless another replica has deleted it meanwhile. */
  async #load(name: string, entry: SandboxEntry): Promise<void> {
    const { sandboxes, createWorld, baseline } = this.#options;
    try {
      const { base, journal } = await sandboxes.open(name, entry);
      const store = await baseline.store.forkOnto(journal, base, entry.base);
      if (journal.contract !== sandboxes.schema.contract && !(await adoptSandbox(name, store, this.#options))) return;
      const world = createWorld(name, store);
      this.#resetPoints.set(world, base);
      this.#loaded.add({ ...NOT_USED, world, incarnation: entry.incarnation });
      this.#options.onOpened?.(world);
    } catch (error) {
      await sandboxes.catchUp();
      if (sandboxes.find(name)?.incarnation !== entry.incarnation) return;
      if (!(error instanceof WorldRemovedError)) throw error;
      // A deletion has failed after it had removed the log.
      await sandboxes.delete(name, entry.incarnation);
    }
  }

  #createCandidate(name: string): LoadedSandbox {
    const { store } = this.#options.baseline;
    const { revision } = store;
    return createCandidate(name, {
      ...this.#options,
      base: getOrCreate(this.#bases, revision, () => store.checkpoint()),
      revision,
      isOutdated: (candidate) => this.#outdated.has(candidate),
      setResetPoint: (world, point) => void this.#resetPoints.set(world, point),
    });
  }

  async #enter(sandbox: LoadedSandbox): Promise<readonly string[]> {
    const { name } = sandbox.world;
    const isCandidate = (): boolean => this.#candidates.get(name) === sandbox;
    if (isCandidate()) await sandbox.journal?.create();
    // Concurrent requests create one sandbox.
    const isNew = isCandidate() && this.#candidates.delete(name);
    const now = this.#options.now();
    sandbox.usedAt = now;
    if (isNew) sandbox.madeAt = now;
    // A sandbox that was unloaded meanwhile stays so.
    if (isNew || this.#loaded.get(name) === sandbox) this.#loaded.add(sandbox);
    if (isNew) this.#options.onOpened?.(sandbox.world);
    return isNew ? CREATED : NONE;
  }
}
