import { isJsonObject, type JsonValue } from '../json/json.ts';
import { createNodeBudget, type NodeBudget } from './node-budget.ts';

/** One step of a path: a property or an element; undefined selects all of them. `deep` selects at every depth. */
interface Step {
  readonly name: string | number | undefined;
  readonly deep: boolean;
}

/** A parsed JSON path. */
export type JsonPath = readonly Step[];

/**
 * Parses a JSON path (RFC 9535, without filters, slices and functions): `$.provider.name`, `$.tags[0]`, `$.tags[*]`,
 * `$['odd name']`, `$..name`. Returns undefined when the text is not such a path.
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$') || text.length > MAX_LENGTH) return undefined;
  const steps: Step[] = [];
  const pattern = new RegExp(STEP, 'uy');
  pattern.lastIndex = 1;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    steps.push(toStep(match));
  }
  return steps;
}

/**
 * Returns the values that a path selects, in document order: each object and array once, and 10,000 values at most.
 * Throws a Problem when the search exceeds `budget`.
 */
export function selectByPath(
  root: JsonValue | undefined,
  path: JsonPath,
  budget: NodeBudget = createNodeBudget(),
): readonly JsonValue[] {
  let found: readonly JsonValue[] = root === undefined ? [] : [root];
  for (const { name, deep } of path) {
    const next: JsonValue[] = [];
    for (const value of deep ? listDescendants(found, budget) : found) {
      const children = childrenOf(value, name);
      budget.spend(1 + children.length);
      for (const child of children) next.push(child);
      if (next.length >= MAX_FOUND) break;
    }
    found = next.slice(0, MAX_FOUND);
  }
  return found;
}

function toStep({ groups = {} }: RegExpExecArray): Step {
  const { shallow, deep, index, quoted } = groups;
  const name = shallow ?? deep;
  if (index !== undefined)
    return { name: index === '*' ? undefined : Number(index), deep: groups['dots'] !== undefined };
  if (name === undefined) return { name: (quoted ?? '').slice(1, -1), deep: groups['dots'] !== undefined };
  return { name: name === '*' ? undefined : name, deep: deep !== undefined };
}

function childrenOf(value: JsonValue, name: Step['name']): readonly JsonValue[] {
  if (Array.isArray(value)) {
    if (name === undefined) return value as readonly JsonValue[];
    const element: JsonValue | undefined = typeof name === 'number' ? (value as readonly JsonValue[])[name] : undefined;
    return element === undefined ? [] : [element];
  }
  if (!isJsonObject(value)) return [];
  if (name === undefined) return Object.values(value);
  const property = Object.hasOwn(value, name) ? value[name] : undefined;
  return property === undefined ? [] : [property];
}

/**
 * Returns the objects and arrays among the values and all of their descendants, parents first. Each is visited once:
 * after two `..` a value would otherwise be repeated for each level above it. Iterative, because the client chooses how
 * deeply its JSON nests.
 */
function listDescendants(values: readonly JsonValue[], budget: NodeBudget): readonly JsonValue[] {
  const seen = new Set<JsonValue>();
  const list: JsonValue[] = [];
  const stack = values.toReversed();
  while (stack.length > 0) {
    const value = stack.pop();
    // A scalar has no children to select.
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    list.push(value);
    const children = childrenOf(value, undefined);
    budget.spend(1 + children.length);
    for (let index = children.length - 1; index >= 0; index -= 1) stack.push(children[index] ?? null);
  }
  return list;
}

/** `.name`, `..name`, `.*`, `[0]`, `[*]`, `['name']` or `["name"]`. */
const STEP =
  /\.\.(?<deep>[\p{L}\p{N}_$-]+|\*)|\.(?<shallow>[\p{L}\p{N}_$-]+|\*)|(?<dots>\.\.)?\[(?:(?<index>\d+|\*)|(?<quoted>'[^']*'|"[^"]*"))\]/uy;
const MAX_LENGTH = 500;
const MAX_FOUND = 10_000;
