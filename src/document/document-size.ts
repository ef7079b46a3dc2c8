/**
 * Returns why a file's content is too large or too deep, or undefined when it is within the limits. A YAML alias counts
 * each time it is used.
 */
export function findSizeFault(content: unknown): string | undefined {
  const size = measure(content, { known: new Map(), open: new Set(), depth: 0 });
  if (typeof size === 'string') return size;
  return size.values > MAX_VALUES
    ? `its aliases expand to ${size.values} values; the limit is ${MAX_VALUES}`
    : undefined;
}

interface Walk {
  /** The sizes of objects that were measured: an object that aliases share is measured once. */
  readonly known: Map<object, Size>;
  /** The objects that enclose the current value. */
  readonly open: Set<object>;
  readonly depth: number;
}

interface Size {
  readonly values: number;
  /** Number of levels below the value. */
  readonly height: number;
}

function measure(value: unknown, { known, open, depth }: Walk): Size | string {
  if (typeof value !== 'object' || value === null) return SCALAR;
  const before = known.get(value);
  // An alias may be nested deeper than its anchor.
  if (depth + (before?.height ?? 0) > MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} levels`;
  if (before !== undefined) return before;
  // YAML can express an object that contains itself, which no walk over the document would finish.
  if (open.has(value)) return 'an anchor contains an alias of itself';
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
/** Ten times the size of the largest public documents. */
const MAX_VALUES = 10_000_000;
const MAX_DEPTH = 500;
