/**
 * A fault of a file's size, in words; undefined where it has none. Aliases of YAML are counted as often as they are
 * used.
 */
export function findSizeFault(content: unknown): string | undefined {
  const size = measure(content, { known: new Map(), open: new Set(), depth: 0 });
  if (typeof size === 'string') return size;
  return size.values > MAX_VALUES
    ? `its aliases stand for ${size.values} values, and ${MAX_VALUES} are the most`
    : undefined;
}

interface Walk {
  /** What is used more than once is measured once. */
  readonly known: Map<object, Size>;
  readonly open: Set<object>;
  readonly depth: number;
}

interface Size {
  readonly values: number;
  /** In levels, of what is in it. */
  readonly height: number;
}

function measure(value: unknown, { known, open, depth }: Walk): Size | string {
  if (typeof value !== 'object' || value === null) return SCALAR;
  const before = known.get(value);
  // An alias may stand deeper than the anchor did.
  if (depth + (before?.height ?? 0) > MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} levels`;
  if (before !== undefined) return before;
  // YAML can write an object that holds itself; JSON cannot, and no reader of it would end.
  if (open.has(value)) return 'an anchor holds an alias of itself';
  open.add(value);
  let [values, height] = [1, 0];
  for (const child of Object.values(value)) {
    const size = measure(child, { known, open, depth: depth + 1 });
    if (typeof size === 'string') return size;
    values += size.values;
    height = Math.max(height, size.height + 1);
  }
  open.delete(value);
  known.set(value, { values, height });
  return { values, height };
}

const SCALAR: Size = { values: 1, height: 0 };
/** Ten times as many as the largest public documents have. */
const MAX_VALUES = 10_000_000;
const MAX_DEPTH = 500;
