import type { World } from '../port/world.ts';
import type { LoadedSandbox } from './loaded-sandbox.ts';
import type { SharedWorldsOptions } from './shared-worlds-options.ts';

/** What limits the sandboxes in memory, and what is called when one leaves it. */
export type LoadedSandboxesOptions = Pick<
  SharedWorldsOptions,
  'maxSandboxes' | 'idleTimeout' | 'now' | 'logger' | 'onClosing' | 'isBusy'
>;

/** The sandboxes in the memory of this replica, least recently used first. What was acknowledged is in the log. */
export class LoadedSandboxes {
  readonly #options: LoadedSandboxesOptions;
  readonly #loaded = new Map<string, LoadedSandbox>();
  readonly #closing = new Set<Promise<void>>();

  constructor(options: LoadedSandboxesOptions) {
    this.#options = options;
  }

  get(name: string): LoadedSandbox | undefined {
    return this.#loaded.get(name);
  }

  has(name: string): boolean {
    return this.#loaded.has(name);
  }

  values(): Iterable<LoadedSandbox> {
    return this.#loaded.values();
  }

  /** Adds a sandbox, or marks it as used now. Unloads the least recently used ones when there are too many. */
  add(sandbox: LoadedSandbox): void {
    const { maxSandboxes, now } = this.#options;
    const { name } = sandbox.world;
    sandbox.keptAt = now();
    // Inserting it again keeps the map in order of last use.
    this.#loaded.delete(name);
    this.#loaded.set(name, sandbox);
    for (const oldest of this.#loaded.values()) {
      if (this.#loaded.size <= maxSandboxes) return;
      if (oldest !== sandbox && this.#isUnused(oldest)) this.unload(oldest);
    }
  }

  /** Unloads the sandboxes that were not used for the idle timeout. */
  unloadIdle(): void {
    const { idleTimeout, now } = this.#options;
    if (idleTimeout === 0) return;
    const time = now();
    for (const sandbox of this.#loaded.values()) {
      if (time - sandbox.keptAt < idleTimeout) return;
      if (this.#isUnused(sandbox)) this.unload(sandbox);
    }
  }

  /** Removes a sandbox from memory. */
  unload({ world }: LoadedSandbox): void {
    this.#loaded.delete(world.name);
    this.closeStore(world);
  }

  unloadAll(): void {
    for (const loaded of this.#loaded.values()) this.unload(loaded);
  }

  /** Closes the store of a world that is not used any more. */
  closeStore(world: World): void {
    const { name, store } = world;
    const closing = (this.#options.onClosing?.(world) ?? Promise.resolve())
      .then(() => store.close())
      .catch((error: unknown) => this.#options.logger.warn({ sandbox: name, error }, 'A sandbox was not closed.'))
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Unloads all sandboxes. Resolves when their stores are closed. */
  async close(): Promise<void> {
    this.unloadAll();
    await Promise.all(this.#closing);
  }

  #isUnused({ users, world }: LoadedSandbox): boolean {
    return users === 0 && this.#options.isBusy?.(world) !== true;
  }
}
