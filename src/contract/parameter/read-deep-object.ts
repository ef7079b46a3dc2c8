import type { RawValue } from './coerce-value.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/**
 * Reads `color[R]=100&color[tags][]=a` (style deepObject) as nested maps whose leaves are lists of values. Returns
 * undefined when there is no such parameter.
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

/** Splits `[a][b]` into a, b. An empty last step (`[a][]`) marks an element of a list and is dropped. */
function parseSteps(brackets: string): readonly string[] | undefined {
  if (!/^(?:\[[^[\]]*\])+$/.test(brackets)) return undefined;
  const steps = brackets.slice(1, -1).split('][');
  const named = steps.at(-1) === '' ? steps.slice(0, -1) : steps;
  return named.length > 0 && named.length <= MAX_DEPTH && !named.includes('') ? named : undefined;
}

/** Inserts a value. A value is dropped when its position already holds properties, or the other way round. */
function insert(root: Branch, steps: readonly string[], value: string): void {
  let branch = root;
  for (const step of steps.slice(0, -1)) {
    const next = getOrCreate(branch, step, () => new Map());
    if (!(next instanceof Map)) return;
    branch = next;
  }
  const last = steps.at(-1) ?? '';
  const values = getOrCreate(branch, last, () => []);
  if (Array.isArray(values)) values.push(value);
}

const MAX_DEPTH = 10;
