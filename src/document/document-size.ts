/** A fault of a file's size, in words; undefined where it has none. Aliases of YAML are counted as often as they are used. */
export function findExcess(content: unknown): string | undefined {
  const values = countValues(content, { known: new Map(), open: new Set(), depth: 0 });
  if (typeof values === 'string') return values;
  return values > MAX_VALUES ? `its aliases stand for ${values} values, and ${MAX_VALUES} are the most` : undefined;
}

interface Walk {
  /** What is used more than once is counted once. */
  readonly known: Map<object, number>;
  readonly open: Set<object>;
  readonly depth: number;
}

function countValues(value: unknown, { known, open, depth }: Walk): number | string {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  // YAML can write an object that holds itself; JSON cannot, and no reader of it would end.
  if (open.has(value)) return 'an anchor holds an alias of itself';
  if (depth > MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} levels`;
  open.add(value);
  let count = 1;
  for (const child of Object.values(value)) {
    const size = countValues(child, { known, open, depth: depth + 1 });
    if (typeof size === 'string') return size;
    count += size;
  }
  open.delete(value);
  known.set(value, count);
  return count;
}

/** Ten times as many as the largest public documents have. */
const MAX_VALUES = 10_000_000;
const MAX_DEPTH = 500;
