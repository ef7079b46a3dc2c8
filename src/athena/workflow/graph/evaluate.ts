import type { JsonValue } from '../../../kernel/json/json.ts';
import type { Expression, Operator } from './expression.ts';
import { UnresolvedError, type Scope } from './variables.ts';

/**
 * Whether a condition holds. Throws an UnresolvedError where a path leads nowhere; only `exists` and `missing` may ask
 * for what is not there.
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
      return isThere(scope(expression.path)) === expression.isThere;
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

function isThere(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/** What people mean by true: neither nothing, nor zero, nor empty, nor the word for false. */
function isTrue(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== false && value !== 0 && value !== '' && value !== 'false';
}

function compare(left: JsonValue, right: JsonValue): number {
  return createCompare(right)(left);
}

/**
 * Numbers as numbers, where both sides read as such; else texts, else the same JSON. What is known of the right side is
 * found once, however many are compared with it.
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

function contains(whole: JsonValue, part: JsonValue): boolean {
  if (Array.isArray(whole)) {
    const isSame = createCompare(part);
    return whole.some((item: JsonValue) => isSame(item) === 0);
  }
  return toText(whole).includes(toText(part));
}

function toText(value: JsonValue): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
}

/** Characters, spaces around it included. */
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
