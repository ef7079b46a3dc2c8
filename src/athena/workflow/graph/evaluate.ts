import type { JsonValue } from '../../../kernel/json/json.ts';
import type { Expression, Operator } from './expression.ts';
import { UnresolvedError, type Scope } from './variables.ts';

/**
 * Evaluates a condition to true or false. Throws an UnresolvedError when a path has no value; only `exists` and
 * `missing` accept such a path.
 */
export function evaluate(expression: Expression, scope: Scope): boolean {
  switch (expression.kind) {
    case 'not':
      return !evaluate(expression.operand, scope);
    case 'and':
      return evaluate(expression.left, scope) && evaluate(expression.right, scope);
    case 'or':
      return evaluate(expression.left, scope) || evaluate(expression.right, scope);
    case 'exists':
      return isPresent(scope(expression.path)) === expression.isPresent;
    case 'compare':
      return COMPARISONS[expression.operator](valueOf(expression.left, scope), valueOf(expression.right, scope));
    case 'literal':
    case 'path':
      return isTrue(valueOf(expression, scope));
  }
}

function valueOf(expression: Expression, scope: Scope): JsonValue {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind !== 'path') return evaluate(expression, scope);
  const value = scope(expression.path);
  if (value === undefined) throw new UnresolvedError(expression.path);
  return value;
}

function isPresent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/** Returns false for null, false, 0, an empty string or list, and the string `false`; otherwise true. */
function isTrue(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== false && value !== 0 && value !== '' && value !== 'false';
}

function compare(left: JsonValue, right: JsonValue): number {
  return createCompare(right)(left);
}

/**
 * Returns a function that compares values with `right`: as numbers when both sides read as numbers, else as strings,
 * else by equal JSON. The right side is converted once, because a list may compare many values with it.
 */
function createCompare(right: JsonValue): (left: JsonValue) => number {
  const second = toNumber(right);
  let json: string | undefined;
  return (left) => {
    const first = second === undefined ? undefined : toNumber(left);
    if (first !== undefined && second !== undefined) return first - second;
    if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right);
    if (typeof left !== typeof right) return Number.NaN;
    json ??= JSON.stringify(right);
    return JSON.stringify(left) === json ? 0 : Number.NaN;
  };
}

function toNumber(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' &&
    value.length <= MAX_NUMBER_LENGTH &&
    /^-?\d{1,15}(\.\d{1,15})?$/.test(value.trim())
    ? Number(value)
    : undefined;
}

function contains(container: JsonValue, part: JsonValue): boolean {
  if (Array.isArray(container)) {
    const compareWithPart = createCompare(part);
    return container.some((item: JsonValue) => compareWithPart(item) === 0);
  }
  return toText(container).includes(toText(part));
}

function toText(value: JsonValue): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
}

/** In characters, surrounding spaces included. */
const MAX_NUMBER_LENGTH = 100;

const COMPARISONS: Readonly<Record<Operator, (left: JsonValue, right: JsonValue) => boolean>> = {
  '==': (left, right) => compare(left, right) === 0,
  '!=': (left, right) => compare(left, right) !== 0,
  '>': (left, right) => compare(left, right) > 0,
  '>=': (left, right) => compare(left, right) >= 0,
  '<': (left, right) => compare(left, right) < 0,
  '<=': (left, right) => compare(left, right) <= 0,
  contains,
  in: (left, right) => contains(right, left),
  starts_with: (left, right) => toText(left).startsWith(toText(right)),
  ends_with: (left, right) => toText(left).endsWith(toText(right)),
};
