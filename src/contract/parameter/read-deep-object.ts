import type { RawValue } from './coerce-value.ts';

/**
 * Reads `color[R]=100&color[tags][]=a` (style deepObject) as nested maps whose leaves are lists of what was sent.
 * Undefined where there is none.
 */
export function readDeepObject(
  query: readonly (readonly [name: string, value: string])[],
  name: string,
): RawValue | undefined {
  const root: Branch = new Map();
  for (const [key, value] of query) {
    if (!key.startsWith(`${name}[`)) continue;
    const steps = parseSteps(key.slice(name.length));
    if (steps !== undefined) insert(root, steps, value);
  }
  return root.size === 0 ? undefined : root;
}

type Branch = Map<string, Branch | string[]>;

/** `[a][b]` is a, b; an empty step at the end says that the value is one of a list. */
function parseSteps(brackets: string): readonly string[] | undefined {
  if (!/^(?:\[[^[\]]*\])+$/.test(brackets)) return undefined;
  const steps = brackets.slice(1, -1).split('][');
  const named = steps.at(-1) === '' ? steps.slice(0, -1) : steps;
  return named.length > 0 && named.length <= DEEPEST && !named.includes('') ? named : undefined;
}

/**
 * A value where there are properties already, or the other way round, is dropped: it can be no more than one of the
 * two.
 */
function insert(root: Branch, steps: readonly string[], value: string): void {
  let branch = root;
  for (const step of steps.slice(0, -1)) {
    const next = branch.get(step) ?? new Map<string, Branch | string[]>();
    if (!(next instanceof Map)) return;
    branch.set(step, next);
    branch = next;
  }
  const last = steps.at(-1) ?? '';
  const values = branch.get(last) ?? [];
  if (!Array.isArray(values)) return;
  values.push(value);
  branch.set(last, values);
}

const DEEPEST = 10;
