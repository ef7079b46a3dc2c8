/**
 * A cache of bounded size that evicts the least recently used entries. It keeps entries in generations instead of a
 * list ordered by use: a hit in the younger half moves nothing, a large entry evicts no other when it is hit, and an
 * eviction removes only a small part of the cache.
 */
export class RecentMap<Key, Value> {
  readonly #limit: number;
  /** Youngest first. */
  #generations: readonly Generation<Key, Value>[] = [createGeneration()];

  /** `limit` has the unit of the sizes passed to `set`. The cache holds at most an eighth more. */
  constructor(limit: number) {
    this.#limit = limit / GENERATIONS;
  }

  get(key: Key): Value | undefined {
    for (let age = 0; age < this.#generations.length; age += 1) {
      const generation = this.#generations[age];
      const found = generation?.entries.get(key);
      if (generation === undefined || found === undefined) continue;
      if (age >= GENERATIONS / 2) {
        remove(generation, key);
        this.set(key, found.value, found.size);
      }
      return found.value;
    }
    return undefined;
  }

  set(key: Key, value: Value, size: number): void {
    const [youngest] = this.#generations;
    if (youngest === undefined) return;
    for (const generation of this.#generations) remove(generation, key);
    youngest.entries.set(key, { value, size });
    youngest.size += size;
    if (youngest.size > this.#limit)
      this.#generations = [createGeneration<Key, Value>(), ...this.#generations].slice(0, GENERATIONS + 1);
  }
}

interface Sized<Value> {
  readonly value: Value;
  readonly size: number;
}

interface Generation<Key, Value> {
  readonly entries: Map<Key, Sized<Value>>;
  size: number;
}

function createGeneration<Key, Value>(): Generation<Key, Value> {
  return { entries: new Map(), size: 0 };
}

function remove<Key, Value>(generation: Generation<Key, Value>, key: Key): void {
  const entry = generation.entries.get(key);
  if (entry === undefined) return;
  generation.entries.delete(key);
  generation.size -= entry.size;
}

const GENERATIONS = 8;
