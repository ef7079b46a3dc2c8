/** A set of ordinals in ascending order. A copy shares the chunks of its base until either side writes to one. */
export class OrdinalSet {
  /** Identifies the index that may write to the set. */
  readonly owner: object;
  readonly #chunks: Chunk[];

  /** Creates an empty set, or a copy of `base`, which must not be written to any more. */
  constructor(owner: object, base?: OrdinalSet) {
    this.owner = owner;
    this.#chunks = base === undefined ? [] : [...base.#chunks];
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  values(): readonly number[] {
    const [first, ...rest] = this.#chunks;
    return rest.length === 0 ? (first?.ordinals ?? []) : this.#chunks.flatMap(({ ordinals }) => ordinals);
  }

  add(ordinal: number): void {
    const at = this.#findChunk(ordinal);
    const ordinals = this.#open(at);
    const index = lowerBound(ordinals.length, (each) => (ordinals[each] ?? 0) >= ordinal);
    if (ordinals[index] === ordinal) return;
    if (index === ordinals.length) ordinals.push(ordinal);
    else ordinals.splice(index, 0, ordinal);
    if (ordinals.length > MAX_CHUNK) this.#split(at, ordinals);
  }

  remove(ordinal: number): void {
    const at = this.#findChunk(ordinal);
    const ordinals = this.#chunks[at]?.ordinals ?? [];
    const index = lowerBound(ordinals.length, (each) => (ordinals[each] ?? 0) >= ordinal);
    if (ordinals[index] !== ordinal) return;
    if (ordinals.length === 1) this.#chunks.splice(at, 1);
    else this.#open(at).splice(index, 1);
  }

  /** Returns the index of the chunk of an ordinal: the last chunk that starts at or before it. */
  #findChunk(ordinal: number): number {
    const next = lowerBound(this.#chunks.length, (index) => (this.#chunks[index]?.ordinals[0] ?? 0) > ordinal);
    return Math.max(0, next - 1);
  }

  #open(at: number): number[] {
    const found = this.#chunks[at];
    if (found?.owner === this.owner) return found.ordinals;
    const chunk: Chunk = { owner: this.owner, ordinals: found === undefined ? [] : [...found.ordinals] };
    this.#chunks[at] = chunk;
    return chunk.ordinals;
  }

  /** Splits a chunk. Most ordinals are added at the end, where the full chunk stays full. */
  #split(at: number, ordinals: number[]): void {
    const isLast = at === this.#chunks.length - 1;
    const rest = ordinals.splice(isLast ? MAX_CHUNK : MAX_CHUNK / 2);
    this.#chunks.splice(at + 1, 0, { owner: this.owner, ordinals: rest });
  }
}

interface Chunk {
  readonly owner: object;
  readonly ordinals: number[];
}

/**
 * Returns the first of `length` indexes for which `isReached` holds; `length` when it holds for none. Once true, it
 * must stay true.
 */
function lowerBound(length: number, isReached: (index: number) => boolean): number {
  let [low, high] = [0, length];
  // The end first: new ordinals belong there.
  if (high > 0 && !isReached(high - 1)) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const MAX_CHUNK = 256;
