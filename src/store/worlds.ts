import type { Logger } from '../kernel/logger.ts';
import type { Checkpoint } from './port/store.ts';
import type { World } from './port/world.ts';

/** The worlds of one simulator: the baseline, and a sandbox for each name that was used. */
export interface Worlds {
  readonly baseline: World;
  /** The sandbox of that name; made out of the baseline where there is none. */
  open(name: string): OpenedSandbox;
  /**
   * The sandbox of that name for one request; where there is none, what it would begin with, which becomes one when the
   * request enters it.
   */
  borrow(name: string): SandboxLease;
  /** The sandbox of that name where there is one. Looking does not count as using it. */
  find(name: string): Sandbox | undefined;
  /** In the order in which they were made. */
  list(): readonly Sandbox[];
  /** False where there was none. */
  remove(name: string): boolean;
  /** What a world goes back to when it is reset: the state that it began with, unless said otherwise. */
  resetPoint(world: World): Checkpoint;
  /**
   * The contract is another one: every sandbox is given up, and the baseline goes back to `begin` from now on. Gives
   * the names of the sandboxes.
   */
  rebase(begin: () => Checkpoint): readonly string[];
}

/** A sandbox, and how it has been used. */
export interface Sandbox {
  readonly world: World;
  /** How many requests it has had. */
  readonly requests: number;
}

/** A sandbox as a request finds it. */
export interface OpenedSandbox {
  readonly world: World;
  /**
   * `created`, `created-again` (it was given up before: what it held is gone), `evicted=<name>` (another was given up
   * for it).
   */
  readonly events: readonly string[];
}

/**
 * A sandbox as one request sees it, before it is known whether the request may use it: until it enters, the sandbox
 * counts as unused, and none is made and none evicted. Requests that borrow the same name at the same time share one
 * world.
 */
export interface SandboxLease {
  readonly world: World;
  /** The request uses the sandbox. Returns what happened, as `OpenedSandbox` says it; once entered it stays so. */
  enter(): readonly string[];
  /** To be called when the request has been answered. */
  release(): void;
}

/** What worlds are made from. */
export interface WorldsOptions {
  readonly baseline: World;
  /** What the baseline began with. */
  readonly createResetPoint: () => Checkpoint;
  /** Forks the baseline under a name. */
  readonly fork: (name: string) => World;
  readonly maxSandboxes: number;
  /** Milliseconds after which one that nobody uses is given up; 0 keeps it. */
  readonly idleTimeout: number;
  /** The machine's time, in milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

/**
 * Worlds without any sandbox yet. Where there are too many the one that was used longest ago goes, and the log and the
 * answer say so.
 */
export function createWorlds(options: WorldsOptions): Worlds {
  return new SandboxedWorlds(options);
}

class SandboxedWorlds implements Worlds {
  readonly #options: WorldsOptions;
  /** In the order of their last use. */
  readonly #sandboxes = new Map<string, SandboxEntry>();
  /** What sandboxes would begin with that requests have borrowed and not entered. */
  readonly #candidates = new Map<string, Candidate>();
  readonly #givenUp = new Set<string>();
  /** A request that borrowed one before does not bring it back. */
  readonly #forgotten = new WeakSet<World>();
  readonly #beginnings = new WeakMap<World, Checkpoint>();
  #begin: () => Checkpoint;
  #made = 0;

  constructor(options: WorldsOptions) {
    this.#options = options;
    this.#begin = options.createResetPoint;
  }

  get baseline(): World {
    return this.#options.baseline;
  }

  open(name: string): OpenedSandbox {
    const { world, enter, release } = this.borrow(name);
    const events = enter();
    release();
    return { world, events };
  }

  borrow(name: string): SandboxLease {
    this.#expire(this.#options.now());
    const kept = this.#sandboxes.get(name)?.world;
    const candidate = kept === undefined ? this.#findCandidate(name) : undefined;
    const world = kept ?? candidate?.world ?? this.baseline;
    const begin = this.#begin;
    let events: readonly string[] | undefined;
    return {
      world,
      // Of another contract, meanwhile, it is no world that others could use.
      enter: () => (events ??= begin === this.#begin ? this.#enter(name, world) : NONE),
      release: () => {
        if (candidate === undefined) return;
        candidate.users -= 1;
        if (candidate.users === 0 && this.#candidates.get(name) === candidate) this.#candidates.delete(name);
      },
    };
  }

  #findCandidate(name: string): Candidate {
    const candidate = this.#candidates.get(name) ?? this.#createCandidate(name);
    candidate.users += 1;
    return candidate;
  }

  #createCandidate(name: string): Candidate {
    const candidate = { world: this.#options.fork(name), users: 0 };
    // Before a request changes it: what it goes back to when it is reset.
    this.#beginnings.set(candidate.world, candidate.world.store.checkpoint());
    this.#candidates.set(name, candidate);
    return candidate;
  }

  #enter(name: string, world: World): readonly string[] {
    const time = this.#options.now();
    const kept = this.#sandboxes.get(name);
    if (this.#forgotten.has(world)) return NONE;
    if (kept === undefined) return this.#keep(name, world, time);
    // The map remembers in which order they were used.
    this.#sandboxes.delete(name);
    this.#sandboxes.set(name, kept);
    kept.lastUsedAt = time;
    kept.requests += 1;
    return NONE;
  }

  find(name: string): Sandbox | undefined {
    return this.#sandboxes.get(name);
  }

  list(): readonly Sandbox[] {
    this.#expire(this.#options.now());
    return [...this.#sandboxes.values()].toSorted((left, right) => left.number - right.number);
  }

  remove(name: string): boolean {
    const kept = this.#sandboxes.get(name);
    if (kept !== undefined) this.#forgotten.add(kept.world);
    return this.#sandboxes.delete(name);
  }

  resetPoint(world: World): Checkpoint {
    const beginning = this.#beginnings.get(world) ?? this.#begin();
    this.#beginnings.set(world, beginning);
    return beginning;
  }

  rebase(begin: () => Checkpoint): readonly string[] {
    const given = [...this.#sandboxes.values()];
    for (const sandbox of given) this.#giveUp(sandbox, 'The contract was read again: the sandbox is given up.');
    this.#candidates.clear();
    this.#beginnings.delete(this.baseline);
    this.#begin = begin;
    return given.map(({ world }) => world.name);
  }

  #keep(name: string, world: World, time: number): readonly string[] {
    const { maxSandboxes: most } = this.#options;
    const [oldest] = this.#sandboxes.size >= most ? this.#sandboxes.values() : [];
    if (oldest !== undefined)
      this.#giveUp(oldest, `There are ${most} sandboxes: the one that was used longest ago is given up for ${name}.`);
    this.#candidates.delete(name);
    this.#sandboxes.set(name, { world, number: (this.#made += 1), lastUsedAt: time, requests: 1 });
    const event = this.#givenUp.delete(name) ? 'created-again' : 'created';
    return oldest === undefined ? [event] : [event, `evicted=${oldest.world.name}`];
  }

  #expire(time: number): void {
    const { idleTimeout: idle } = this.#options;
    if (idle === 0) return;
    for (const kept of this.#sandboxes.values()) {
      if (time - kept.lastUsedAt < idle) return;
      this.#giveUp(kept, `Nobody has used the sandbox for ${idle / 1000} s: it is given up.`);
    }
  }

  #giveUp({ world: { name } }: SandboxEntry, reason: string): void {
    this.#sandboxes.delete(name);
    this.#givenUp.add(name);
    if (this.#givenUp.size > MAX_REMEMBERED) this.#givenUp.delete([...this.#givenUp][0] ?? '');
    this.#options.logger.warn({ sandbox: name }, reason);
  }
}

/** What a sandbox would begin with, and how many requests have borrowed it. */
interface Candidate {
  readonly world: World;
  users: number;
}

interface SandboxEntry extends Sandbox {
  /** Counts those that were made. */
  readonly number: number;
  /** The machine's time, in milliseconds. */
  lastUsedAt: number;
  requests: number;
}

const NONE: readonly string[] = [];
/** Names that were given up: whoever comes back is told that a new one stands in for it. */
const MAX_REMEMBERED = 10_000;
