/** Ordinals in ascending order. A copy shares the chunks of its base until either side writes to one. */
export class OrdinalSet {
  /** Stands for the one that may write to it. */
  readonly owner: object;
  readonly #chunks: Chunk[];

  /** An empty set, or a copy of `base`, which is not written any more. */
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
    const place = lowerBound(ordinals.length, (index) => (ordinals[index] ?? 0) >= ordinal);
    if (ordinals[place] === ordinal) return;
    if (place === ordinals.length) ordinals.push(ordinal);
    else ordinals.splice(place, 0, ordinal);
    if (ordinals.length > MAX_CHUNK) this.#split(at, ordinals);
  }

  remove(ordinal: number): void {
    const at = this.#findChunk(ordinal);
    const held = this.#chunks[at]?.ordinals ?? [];
    const place = lowerBound(held.length, (index) => (held[index] ?? 0) >= ordinal);
    if (held[place] !== ordinal) return;
    if (held.length === 1) this.#chunks.splice(at, 1);
    else this.#open(at).splice(place, 1);
  }

  /** Where an ordinal is or belongs: the last chunk that does not begin behind it. */
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

  /** Most ordinals are added at the end: there a full chunk stays full. */
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

/** The first of `length` places at which `isThere` holds, which from there on does; `length` where it never does. */
function lowerBound(length: number, isThere: (index: number) => boolean): number {
  let [low, high] = [0, length];
  // The end first: what is new belongs there.
  if (high > 0 && !isThere(high - 1)) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isThere(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const MAX_CHUNK = 256;
