import type { Logger } from '../kernel/logger.ts';
import type { Checkpoint } from './port/store.ts';
import type { World } from './port/world.ts';
import type { OpenedSandbox, RebaseOptions, Sandbox, SandboxLease, SandboxUse, Worlds } from './port/worlds.ts';
import { getOrCreate } from '../kernel/get-or-create.ts';
import { toSandboxUse, type UsedSandbox } from './sandboxes/to-sandbox-use.ts';

/** Options of worlds. */
export interface WorldsOptions {
  readonly baseline: World;
  /** Returns the initial state of the baseline. */
  readonly createResetPoint: () => Checkpoint;
  /** Forks a world under a name. */
  readonly fork: (name: string, source: World) => World;
  readonly maxSandboxes: number;
  /** The time after which an unused sandbox is evicted, in milliseconds; 0 disables it. */
  readonly idleTimeout: number;
  /** The machine's time, in milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  /** Called after a world has become a sandbox. A request may have changed it before. */
  readonly onCreated?: (world: World) => void;
  /** Called after a sandbox was removed or evicted. */
  readonly onRemoved?: () => void;
}

/**
 * Creates worlds without sandboxes. When there are too many, the least recently used one is evicted, which the log and
 * the response report.
 */
export function createWorlds(options: WorldsOptions): Worlds {
  return new SandboxedWorlds(options);
}

class SandboxedWorlds implements Worlds {
  readonly #options: WorldsOptions;
  /** The sandboxes, least recently used first. */
  readonly #sandboxes = new Map<string, SandboxEntry>();
  /** Worlds that requests have borrowed and not entered. */
  readonly #candidates = new Map<string, Candidate>();
  readonly #evictedNames = new Set<string>();
  /** Removed worlds: a request that had borrowed one does not bring it back. */
  readonly #removed = new WeakSet<World>();
  readonly #resetPoints = new WeakMap<World, Checkpoint>();
  #createResetPoint: () => Checkpoint;
  #created = 0;

  constructor(options: WorldsOptions) {
    this.#options = options;
    this.#createResetPoint = options.createResetPoint;
  }

  get baseline(): World {
    return this.#options.baseline;
  }

  /** All sandboxes are in memory. */
  load(): undefined {}

  open(name: string): OpenedSandbox {
    const { world, enter, release } = this.borrow(name);
    const events = enter();
    release();
    return { world, events };
  }

  borrow(name: string): LocalLease {
    this.#expire(this.#options.now());
    const existing = this.#sandboxes.get(name)?.world;
    const candidate = existing === undefined ? this.#findCandidate(name) : undefined;
    const world = existing ?? candidate?.world ?? this.baseline;
    const createResetPoint = this.#createResetPoint;
    let events: readonly string[] | undefined;
    return {
      world,
      // After a change of contract the world must not become a sandbox.
      enter: () => (events ??= createResetPoint === this.#createResetPoint ? this.#enter(name, world) : NONE),
      release: () => {
        if (candidate === undefined) return;
        candidate.users -= 1;
        if (candidate.users === 0 && this.#candidates.get(name) === candidate) this.#candidates.delete(name);
      },
    };
  }

  fork(source: World, name: string): readonly string[] | undefined {
    const time = this.#options.now();
    this.#expire(time);
    if (this.#sandboxes.has(name) || this.#candidates.has(name)) return undefined;
    const sandbox = this.#sandboxes.get(source.name);
    // It must not be evicted to make room for its own fork.
    if (sandbox?.world === source) this.#use(sandbox, time);
    return this.#create(this.#fork(name, source), time);
  }

  #findCandidate(name: string): Candidate {
    const candidate = this.#candidates.get(name) ?? this.#createCandidate(name);
    candidate.users += 1;
    return candidate;
  }

  #createCandidate(name: string): Candidate {
    const candidate = { world: this.#fork(name, this.baseline), users: 0 };
    this.#candidates.set(name, candidate);
    return candidate;
  }

  /** The reset point is taken before a request changes the world. */
  #fork(name: string, source: World): World {
    const world = this.#options.fork(name, source);
    this.#resetPoints.set(world, world.store.checkpoint());
    return world;
  }

  #enter(name: string, world: World): readonly string[] {
    const time = this.#options.now();
    const sandbox = this.#sandboxes.get(name);
    if (this.#removed.has(world)) return NONE;
    if (sandbox === undefined) return this.#create(world, time);
    this.#use(sandbox, time);
    return NONE;
  }

  /** Inserting a sandbox again keeps the map in order of last use. */
  #use(sandbox: SandboxEntry, time: number): void {
    const { name } = sandbox.world;
    this.#sandboxes.delete(name);
    this.#sandboxes.set(name, sandbox);
    sandbox.usedAt = time;
  }

  find(name: string): Sandbox | undefined {
    return this.#sandboxes.get(name);
  }

  list(): readonly Sandbox[] {
    this.#expire(this.#options.now());
    return [...this.#sandboxes.values()].toSorted((left, right) => left.number - right.number);
  }

  listUses(): readonly SandboxUse[] {
    const now = this.#options.now();
    return [...this.#sandboxes.values()].map((sandbox) => toSandboxUse(sandbox, now));
  }

  async catchUp(): Promise<void> {}

  names(): readonly string[] {
    return this.list().map(({ world }) => world.name);
  }

  async loadAll(): Promise<readonly Sandbox[]> {
    return this.list();
  }

  /** All sandboxes are in memory. */
  async loadLatest(): Promise<void> {}

  async close(): Promise<void> {}

  remove(name: string): boolean {
    const sandbox = this.#sandboxes.get(name);
    if (sandbox === undefined) return false;
    this.#removed.add(sandbox.world);
    this.#sandboxes.delete(name);
    this.#options.onRemoved?.();
    return true;
  }

  resetPoint(world: World): Checkpoint {
    return getOrCreate(this.#resetPoints, world, this.#createResetPoint);
  }

  rebase({ createResetPoint }: RebaseOptions): readonly string[] {
    const evicted = [...this.#sandboxes.values()];
    for (const sandbox of evicted) this.#evict(sandbox, 'Evicted the sandbox: the contract was reloaded.');
    this.#candidates.clear();
    this.#resetPoints.delete(this.baseline);
    this.#createResetPoint = createResetPoint;
    return evicted.map(({ world }) => world.name);
  }

  states(): readonly Pick<Checkpoint, 'snapshot'>[] {
    const sandboxes = [...this.#sandboxes.values(), ...this.#candidates.values()];
    const worlds = [this.baseline, ...sandboxes.map(({ world }) => world)];
    return worlds.flatMap((world) => [world.store, this.#resetPoints.get(world) ?? []].flat());
  }

  #create(world: World, time: number): readonly string[] {
    const { name } = world;
    const { maxSandboxes } = this.#options;
    const [oldest] = this.#sandboxes.size >= maxSandboxes ? this.#sandboxes.values() : [];
    if (oldest !== undefined)
      this.#evict(
        oldest,
        `Evicted the least recently used sandbox for ${name}: there are ${maxSandboxes} already. Raise --max-sandboxes to avoid this.`,
      );
    this.#candidates.delete(name);
    this.#sandboxes.set(name, { world, number: (this.#created += 1), madeAt: time, usedAt: time });
    this.#options.onCreated?.(world);
    const event = this.#evictedNames.delete(name) ? 'created-again' : 'created';
    return oldest === undefined ? [event] : [event, `evicted=${oldest.world.name}`];
  }

  #expire(time: number): void {
    const { idleTimeout } = this.#options;
    if (idleTimeout === 0) return;
    for (const sandbox of this.#sandboxes.values()) {
      if (time - sandbox.usedAt < idleTimeout) return;
      this.#evict(sandbox, `Evicted the sandbox: it was not used for ${idleTimeout / 1000} s.`);
    }
  }

  #evict({ world: { name } }: SandboxEntry, reason: string): void {
    this.#sandboxes.delete(name);
    this.#evictedNames.add(name);
    if (this.#evictedNames.size > MAX_EVICTED_NAMES) this.#evictedNames.delete([...this.#evictedNames][0] ?? '');
    this.#options.logger.warn({ sandbox: name }, reason);
    this.#options.onRemoved?.();
  }
}

interface LocalLease extends SandboxLease {
  enter(): readonly string[];
}

/** A world that may become a sandbox, and the number of requests that have borrowed it. */
interface Candidate {
  readonly world: World;
  users: number;
}

interface SandboxEntry extends UsedSandbox {
  /** The sandbox's number in order of creation. */
  readonly number: number;
  usedAt: number;
}

const NONE: readonly string[] = [];
/** The limit of evicted names that are remembered, for the event `created-again`. */
const MAX_EVICTED_NAMES = 10_000;
