import { isJsonObject, type JsonValue } from '../kernel/json/json.ts';
import { toPointer } from '../kernel/json/pointer.ts';

/** The content of a file within the limits. */
export interface LimitedContent {
  readonly content: JsonValue;
  /** The JSON Pointers of the examples and extensions that were left out because they are too large. */
  readonly leftOut: readonly string[];
}

/**
 * Returns the content of a file, without examples and extensions that are too large if it is too large with them. A
 * YAML alias counts each time it is used, so a short file can hold billions of values. Throws when the rest is too
 * large, or the content is too deep.
 */
export function limitSize(content: JsonValue): LimitedContent {
  if (isSmall(content, { values: 0 }, 0)) return { content, leftOut: [] };
  const sizes = new Map<object, Size>();
  if (measureOrThrow(content, sizes).values <= MAX_VALUES) return { content, leftOut: [] };
  const leftOut: string[] = [];
  const limited = leaveOutLarge(content, { sizes, leftOut, limited: new Map(), steps: [] });
  const { values } = measureOrThrow(limited, new Map());
  if (values > MAX_VALUES) throw new Error(`its aliases expand to ${values} values; the limit is ${MAX_VALUES}`);
  return { content: limited, leftOut };
}

/**
 * Whether a content is well within the limits although each alias is counted as often as it is used. Most documents
 * are, and then the sizes of their hundreds of thousands of parts need not be remembered.
 */
function isSmall(value: unknown, count: { values: number }, depth: number): boolean {
  count.values += 1;
  if (count.values > MAX_SMALL_VALUES || depth > MAX_DEPTH) return false;
  if (typeof value !== 'object' || value === null) return true;
  for (const child of Object.values(value)) if (!isSmall(child, count, depth + 1)) return false;
  return true;
}

interface Limiting {
  readonly sizes: ReadonlyMap<object, Size>;
  readonly leftOut: string[];
  /** The results for values that aliases share. */
  readonly limited: Map<object, JsonValue>;
  readonly steps: readonly (string | number)[];
}

function leaveOutLarge(value: JsonValue, context: Limiting): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  const known = context.limited.get(value);
  if (known !== undefined) return known;
  const descend = (child: JsonValue, step: string | number): JsonValue =>
    leaveOutLarge(child, { ...context, steps: [...context.steps, step] });
  const limited = isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, child]) =>
          isOptional(name, context.steps) ? toOptional(name, child, context) : [[name, descend(child, name)] as const],
        ),
      )
    : value.map(descend);
  context.limited.set(value, limited);
  return limited;
}

/**
 * Returns whether a member is an example or an extension. The names below `properties` and the like are the author's.
 */
function isOptional(name: string, steps: readonly (string | number)[]): boolean {
  return (name === 'example' || name === 'examples' || name.startsWith('x-')) && !NAMED.has(String(steps.at(-1)));
}

/** Returns a member that may be left out, without the smallest parts of it that are too large. */
function toOptional(name: string, value: JsonValue, context: Limiting): readonly (readonly [string, JsonValue])[] {
  const steps = [...context.steps, name];
  if (!isTooLarge(value, context.sizes)) return [[name, value]];
  if (isJsonObject(value) && Object.values(value).some((child) => isTooLarge(child, context.sizes))) {
    const kept = Object.entries(value).flatMap(([each, child]) => toOptional(each, child, { ...context, steps }));
    return [[name, Object.fromEntries(kept)]];
  }
  context.leftOut.push(toPointer(steps));
  return [];
}

function isTooLarge(value: JsonValue, sizes: ReadonlyMap<object, Size>): boolean {
  return typeof value === 'object' && (sizes.get(value ?? NONE)?.values ?? 1) > MAX_EXAMPLE_VALUES;
}

function measureOrThrow(content: unknown, known: Map<object, Size>): Size {
  const size = measure(content, { known, open: new Set(), depth: 0 });
  if (typeof size === 'string') throw new Error(size);
  return size;
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
/** Counted in some tens of milliseconds, even if they are the expansion of aliases. */
const MAX_SMALL_VALUES = 2_000_000;
/** The values of one example or extension, in a document that is too large with them. */
const MAX_EXAMPLE_VALUES = 100_000;
const MAX_DEPTH = 500;
const NONE = {};
const NAMED: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'headers',
  'callbacks',
  'paths',
  'schemas',
  'parameters',
  'responses',
]);
