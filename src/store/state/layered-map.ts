/**
 * A map whose copy costs as much as was written since the last copy. Both sides share an immutable map, and each layers
 * its own changes over it.
 */
export class LayeredMap<Key, Value> {
  #shared: ReadonlyMap<Key, Value | undefined> | undefined;
  /** Undefined marks an entry of the shared map that was deleted here. */
  #own: Map<Key, Value | undefined>;

  /** Creates an empty map, or a copy of `base`. */
  constructor(base?: LayeredMap<Key, Value>) {
    if (base !== undefined) base.#share();
    this.#shared = base === undefined ? undefined : base.#shared;
    this.#own = new Map(base === undefined ? [] : base.#own);
  }

  get(key: Key): Value | undefined {
    const own = this.#own.get(key);
    return own !== undefined || this.#shared === undefined || this.#own.has(key) ? own : this.#shared.get(key);
  }

  set(key: Key, value: Value): void {
    this.#own.set(key, value);
  }

  delete(key: Key): void {
    if (this.#shared?.has(key) === true) this.#own.set(key, undefined);
    else this.#own.delete(key);
  }

  /**
   * Makes the current content immutable. There are never more than two layers: when many entries have changed, both are
   * merged into a new shared map.
   */
  #share(): void {
    if (this.#shared !== undefined && this.#own.size <= MAX_LAYER + this.#shared.size / SHARED_DIVISOR) return;
    this.#shared = this.#shared === undefined ? this.#own : merge(this.#shared, this.#own);
    this.#own = new Map();
  }
}

function merge<Key, Value>(shared: ReadonlyMap<Key, Value>, own: ReadonlyMap<Key, Value>): ReadonlyMap<Key, Value> {
  const merged = new Map(shared);
  for (const [key, value] of own) {
    if (value === undefined) merged.delete(key);
    else merged.set(key, value);
  }
  return merged;
}

/** The limit of entries that a copy duplicates: this many, and this fraction of the shared map. */
const MAX_LAYER = 32;
const SHARED_DIVISOR = 16;
