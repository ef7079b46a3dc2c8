/**
 * A memory of bounded size: what nobody has asked for while `limit` was added is forgotten. Two generations instead of a list of who was used last: a hit
 * costs a lookup and moves nothing.
 */
export class RecentMap<Key, Value> {
  readonly #limit: number;
  #young = new Map<Key, Sized<Value>>();
  #old = new Map<Key, Sized<Value>>();
  #size = 0;

  /** `limit` in the unit of the sizes that `set` is given; at most twice as much is held. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young.value;
    const old = this.#old.get(key);
    if (old === undefined) return undefined;
    this.set(key, old.value, old.size);
    return old.value;
  }

  set(key: Key, value: Value, size: number): void {
    this.#size += size - (this.#young.get(key)?.size ?? 0);
    this.#young.set(key, { value, size });
    if (this.#size <= this.#limit) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }
}

interface Sized<Value> {
  readonly value: Value;
  readonly size: number;
}
