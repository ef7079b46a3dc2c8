/**
 * A memory of bounded size: what nobody has asked for while about `limit` was added is forgotten. Generations instead
 * of a list of who was used last: a hit in the younger half moves nothing, so that even one that is large on its own
 * drives out no other, and what is given up at once is a small part of all.
 */
export class RecentMap<Key, Value> {
  readonly #limit: number;
  /** The youngest first. */
  #generations: readonly Generation<Key, Value>[] = [createGeneration()];

  /** `limit` in the unit of the sizes that `set` is given; at most an eighth more is held. */
  constructor(limit: number) {
    this.#limit = limit / GENERATIONS;
  }

  get(key: Key): Value | undefined {
    const generation = this.#generations.find(({ entries }) => entries.has(key));
    const found = generation?.entries.get(key);
    if (generation === undefined || found === undefined) return undefined;
    if (this.#generations.indexOf(generation) >= GENERATIONS / 2) {
      remove(generation, key);
      this.set(key, found.value, found.size);
    }
    return found.value;
  }

  set(key: Key, value: Value, size: number): void {
    const [young] = this.#generations;
    if (young === undefined) return;
    for (const generation of this.#generations) remove(generation, key);
    young.entries.set(key, { value, size });
    young.size += size;
    if (young.size > this.#limit)
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
  const held = generation.entries.get(key);
  if (held === undefined) return;
  generation.entries.delete(key);
  generation.size -= held.size;
}

const GENERATIONS = 8;
