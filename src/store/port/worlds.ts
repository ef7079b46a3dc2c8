import type { Checkpoint, SchemaChange } from './store.ts';
import type { World } from './world.ts';

/** The worlds of a simulator: the baseline, and one sandbox for each name that requests have used. */
export interface Worlds {
  readonly baseline: World;
  /**
   * Reads a sandbox that is stored elsewhere, so that `open`, `borrow` and `find` return it. Returns undefined when
   * there is nothing to read; call it again afterwards, since the sandbox may have been unloaded meanwhile.
   */
  load(name: string): Promise<void> | undefined;
  /** Returns the sandbox of that name, creating it from the baseline when it does not exist. */
  open(name: string): OpenedSandbox;
  /**
   * Returns the sandbox of that name for one request. When it does not exist, the lease holds a candidate, which
   * becomes the sandbox when the request enters it.
   */
  borrow(name: string): SandboxLease;
  /**
   * Creates a sandbox that begins with the present state of another world. Returns what happened, as in
   * `OpenedSandbox`; undefined, and changes nothing, when a sandbox or a request in progress uses the name.
   */
  fork(source: World, name: string): readonly string[] | undefined | Promise<readonly string[] | undefined>;
  /** Returns the sandbox of that name, or undefined. Does not count as a use. */
  find(name: string): Sandbox | undefined;
  /** Resolves when this process knows every sandbox that any process had created or deleted before. */
  catchUp(): Promise<void>;
  /** Returns the names of all sandboxes in order of creation, those that are stored elsewhere included. */
  names(): readonly string[];
  /** Returns the sandboxes in memory in order of creation. */
  list(): readonly Sandbox[];
  /** Returns all sandboxes in order of creation, after loading them. */
  loadAll(): Promise<readonly Sandbox[]>;
  /**
   * Reads which sandboxes there are by now, and loads the one of that name; without a name as many as may be in memory,
   * none of which is unloaded for another.
   */
  loadLatest(name?: string): Promise<void>;
  /** Removes a sandbox. Returns whether it existed. */
  remove(name: string): boolean | Promise<boolean>;
  /** Returns the checkpoint that a reset of the world returns to: by default, its initial state. */
  resetPoint(world: World): Checkpoint;
  /**
   * Evicts all sandboxes after the contract has changed.
   * Returns the names of the evicted sandboxes.
   */
  rebase(change: RebaseOptions): readonly string[] | Promise<readonly string[]>;
  /** Returns every state in use: of each world, those lent to requests included, and of each reset point. */
  states(): readonly Pick<Checkpoint, 'snapshot'>[];
  /** Returns how this process has used the sandboxes that it holds. */
  listUses(): readonly SandboxUse[];
  /** Unloads all sandboxes. */
  close(): Promise<void>;
}

/** What worlds continue with after a reload. */
export interface RebaseOptions {
  /** Returns the baseline's new reset point. */
  readonly createResetPoint: () => Checkpoint;
  /** What the records of later sandboxes conform to. */
  readonly schema: SchemaChange;
  /** Whether another replica of the log has evicted the sandboxes, so that those that are there now stay. */
  readonly keepsSandboxes: boolean;
}

/** A sandbox. */
export interface Sandbox {
  readonly world: World;
}

/** How this process has used a sandbox. */
export interface SandboxUse {
  readonly name: string;
  /** The machine's time since it was made, in whole seconds; null when this process has loaded it instead. */
  readonly age: number | null;
  /** The machine's time since a request or a fork has used it, in whole seconds; null when none has. */
  readonly idle: number | null;
}

/** A sandbox that a request has opened. */
export interface OpenedSandbox {
  readonly world: World;
  /**
   * What happened: `created`; `created-again` (it was evicted before, and its records are lost); `evicted=<name>`
   * (another sandbox was evicted for it).
   */
  readonly events: readonly string[];
}

/**
 * A sandbox lent to a request that may still be rejected. Until the request enters, the sandbox counts as unused: none
 * is created and none evicted. Concurrent requests with the same name share one world.
 */
export interface SandboxLease {
  readonly world: World;
  /** Uses the sandbox. Returns what happened, as in `OpenedSandbox`; later calls return the same. */
  enter(): readonly string[] | Promise<readonly string[]>;
  /** Must be called when the request has been answered. */
  release(): void;
}
