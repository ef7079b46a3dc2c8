import { isJsonObject, type JsonValue } from '../json/json.ts';
import { parseJsonPath, selectByPath } from './json-path.ts';
import { createNodeBudget, type NodeBudget } from './node-budget.ts';

/** A place where a value differs from the expected one. */
export interface Difference {
  /** `body.name`, or a JSON path. */
  readonly at: string;
  readonly expected: JsonValue;
  /** Absent when there is no value. */
  readonly actual?: JsonValue;
}

/**
 * Returns the differences between a value and the expected one; an empty list when it matches. An object may have more
 * properties than expected; an array must have exactly the expected elements. The operators `{"$exists": false}`,
 * `{"$contains": "part"}` and `{"$any_of": [1, 2]}` stand for values. Throws a Problem when the comparison exceeds
 * `budget`.
 */
export function findDifferences(
  expected: JsonValue,
  actual: JsonValue | undefined,
  at: string,
  budget: NodeBudget = createNodeBudget(),
): readonly Difference[] {
  budget.spend(COMPARISON_COST);
  const operator = findOperator(expected, budget);
  if (operator !== undefined) return operator.holds(actual) ? [] : [toDifference(at, expected, actual)];
  if (isJsonObject(expected) && isJsonObject(actual)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      findDifferences(value, Object.hasOwn(actual, name) ? actual[name] : undefined, `${at}.${name}`, budget),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((value: JsonValue, index) =>
      findDifferences(value, (actual as readonly JsonValue[])[index], `${at}[${index}]`, budget),
    );
  }
  return expected === actual ? [] : [toDifference(at, expected, actual)];
}

/**
 * Like `findDifferences`, for an object whose names may be JSON paths (`{"$.provider.name": "OpenAI"}`): at least one
 * value that a path selects must match.
 */
export function findPathDifferences(
  expected: JsonValue,
  actual: JsonValue | undefined,
  at: string,
  budget: NodeBudget = createNodeBudget(),
): readonly Difference[] {
  if (!isJsonObject(expected) || findOperator(expected, budget) !== undefined)
    return findDifferences(expected, actual, at, budget);
  const entries = Object.entries(expected);
  const plain = Object.fromEntries(entries.filter(([name]) => !name.startsWith('$')));
  const byPath = entries.filter(([name]) => name.startsWith('$'));
  const rest = byPath.length > 0 && Object.keys(plain).length === 0 ? [] : findDifferences(plain, actual, at, budget);
  return [...byPath.flatMap(([path, value]) => comparePath(path, value, { actual, budget })), ...rest];
}

/** Returns the names of an expectation that start with `$` and are not valid JSON paths. */
export function findInvalidPaths(expected: JsonValue | undefined): readonly string[] {
  if (!isJsonObject(expected) || findOperator(expected, createNodeBudget()) !== undefined) return [];
  return Object.keys(expected).filter((name) => name.startsWith('$') && parseJsonPath(name) === undefined);
}

/** Returns no difference when one of the selected values matches, otherwise the differences of the first. */
function comparePath(
  path: string,
  expected: JsonValue,
  { actual, budget }: { readonly actual: JsonValue | undefined; readonly budget: NodeBudget },
): readonly Difference[] {
  const [first, ...others] = selectByPath(actual, parseJsonPath(path) ?? [], budget);
  const differences = findDifferences(expected, first, path, budget);
  return differences.length === 0 || others.some((value) => findDifferences(expected, value, path, budget).length === 0)
    ? []
    : differences;
}

interface Operator {
  readonly holds: (actual: JsonValue | undefined) => boolean;
}

function findOperator(expected: JsonValue, budget: NodeBudget): Operator | undefined {
  if (!isJsonObject(expected)) return undefined;
  const [[name, operand] = ['', null], ...others] = Object.entries(expected);
  if (others.length > 0) return undefined;
  if (name === '$exists') return { holds: (actual) => (actual !== undefined) === (operand !== false) };
  if (name === '$contains') return { holds: (actual) => isContained(operand, actual, budget) };
  if (name === '$any_of' && Array.isArray(operand)) {
    return {
      holds: (actual) => operand.some((value: JsonValue) => findDifferences(value, actual, '', budget).length === 0),
    };
  }
  return undefined;
}

function isContained(part: JsonValue, whole: JsonValue | undefined, budget: NodeBudget): boolean {
  if (typeof whole === 'string') return whole.includes(String(part));
  return (
    Array.isArray(whole) && whole.some((element: JsonValue) => findDifferences(part, element, '', budget).length === 0)
  );
}

function toDifference(at: string, expected: JsonValue, actual: JsonValue | undefined): Difference {
  return actual === undefined ? { at, expected } : { at, expected, actual };
}

/** Converts the scalars of an expectation to text, for headers and queries, whose values are text. */
export function toTextExpectation(expected: JsonValue): JsonValue {
  if (typeof expected === 'number' || typeof expected === 'boolean') return String(expected);
  if (Array.isArray(expected)) return expected.map((value: JsonValue) => toTextExpectation(value));
  if (!isJsonObject(expected)) return expected;
  const entries = Object.entries(expected).map(
    ([name, value]) => [name, name === '$exists' ? value : toTextExpectation(value)] as const,
  );
  return Object.fromEntries(entries);
}

/** Comparing two values takes about as long as visiting this many. */
const COMPARISON_COST = 4;
