/**
 * A map whose copy costs what was written since the last copy, however much it holds: what both sides hold in common
 * lies in one map that nobody writes any more, and what either has changed lies over it.
 */
export class LayeredMap<Key, Value> {
  #shared: ReadonlyMap<Key, Value | undefined> | undefined;
  /** Undefined stands for what the shared map holds and this one does not. */
  #own: Map<Key, Value | undefined>;

  /** An empty map, or a copy of `base`. */
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
   * What is written from now on goes over what is there. Layers stay at two: many changes make a new shared map, once
   * in as many changes.
   */
  #share(): void {
    if (this.#shared !== undefined && this.#own.size <= MAX_LAYER + this.#shared.size / PART) return;
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

/** What a copy may have to copy: this many entries, and this part of what is shared. */
const MAX_LAYER = 32;
const PART = 16;
