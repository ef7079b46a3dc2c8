import { isJsonObject, type JsonValue } from './json.ts';

/** One step of a path: a property, an element, or (undefined) all of them; `deep` looks at every depth below. */
interface Step {
  readonly name: string | number | undefined;
  readonly deep: boolean;
}

/** A JSON path, parsed. */
export type JsonPath = readonly Step[];

/**
 * Parses a path of RFC 9535 without filters, slices and scripts: `$.provider.name`, `$.tags[0]`, `$.tags[*]`, `$['odd name']`, `$..name`.
 * Undefined where the text is none.
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

/** Every value that a path leads to, in the order of the document. */
export function selectByPath(root: JsonValue | undefined, path: JsonPath): readonly JsonValue[] {
  let found: readonly JsonValue[] = root === undefined ? [] : [root];
  for (const { name, deep } of path) {
    const from = deep ? found.flatMap((value) => [...withDescendants(value)]) : found;
    found = from.flatMap((value) => childrenOf(value, name)).slice(0, MOST_FOUND);
  }
  return found;
}

function toStep({ groups = {} }: RegExpExecArray): Step {
  const { shallow, deep, index, quoted } = groups;
  const name = shallow ?? deep;
  if (index !== undefined) return { name: index === '*' ? undefined : Number(index), deep: groups['dots'] !== undefined };
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

function* withDescendants(value: JsonValue): Generator<JsonValue> {
  yield value;
  for (const child of childrenOf(value, undefined)) yield* withDescendants(child);
}

/** `.name`, `..name`, `.*`, `[0]`, `[*]`, `['name']` or `["name"]`. */
const STEP =
  /\.\.(?<deep>[\p{L}\p{N}_$-]+|\*)|\.(?<shallow>[\p{L}\p{N}_$-]+|\*)|(?<dots>\.\.)?\[(?:(?<index>\d+|\*)|(?<quoted>'[^']*'|"[^"]*"))\]/uy;
const LONGEST = 500;
const MOST_FOUND = 10_000;
