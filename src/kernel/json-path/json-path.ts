import { isJsonObject, type JsonValue } from '../json/json.ts';
import { createNodeBudget, type NodeBudget } from './node-budget.ts';

/** One step of a path: a property, an element, or (undefined) all of them; `deep` looks at every depth below. */
interface Step {
  readonly name: string | number | undefined;
  readonly deep: boolean;
}

/** A JSON path, parsed. */
export type JsonPath = readonly Step[];

/**
 * Parses a path of RFC 9535 without filters, slices and scripts: `$.provider.name`, `$.tags[0]`, `$.tags[*]`, `$['odd
 * name']`, `$..name`. Undefined where the text is none.
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$') || text.length > LONGEST) return undefined;
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
 * Every value that a path leads to, each object and list once, in the order of the document; the first 10,000. Throws a
 * Problem where it visits more values than `budget` has.
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
 * The values and all that is below them, parents first. One that is below another of them is not visited again: after
 * two `..` there would be as many of each value as it is levels deep. Without recursion, since nesting is the client's
 * to choose.
 */
function listDescendants(values: readonly JsonValue[], budget: NodeBudget): readonly JsonValue[] {
  const seen = new Set<JsonValue>();
  const list: JsonValue[] = [];
  const stack = values.toReversed();
  while (stack.length > 0) {
    const value = stack.pop();
    // What is neither an object nor a list has no children to be found.
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
const LONGEST = 500;
const MAX_FOUND = 10_000;
