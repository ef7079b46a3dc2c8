import type { JsonValue } from '../../../kernel/json/json.ts';
import { ExpressionError, parseTokens, type Token } from './expression-tokens.ts';

/** The syntax tree of a condition. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'exists'; readonly path: string; readonly isPresent: boolean }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

/** The operators that compare two values. */
export const OPERATORS = ['==', '!=', '>=', '<=', '>', '<', 'contains', 'starts_with', 'ends_with', 'in'] as const;
/** An operator that compares two values. */
export type Operator = (typeof OPERATORS)[number];

/**
 * Parses a condition. Operands are paths (`{{ node.field }}`), numbers, quoted strings, single bare words, true, false
 * and null. They are compared by OPERATORS, or a path is followed by `exists` or `missing`. Comparisons are joined by
 * `and` and `or` (`&&`, `||`), negated by `not` (`!`) and grouped by parentheses. Throws an ExpressionError that says
 * what is wrong.
 */
export function parseExpression(text: string): Expression {
  if (text.length > MAX_LENGTH) throw new ExpressionError(`it is longer than ${MAX_LENGTH} characters`);
  const tokens = parseTokens(text);
  if (tokens.length === 0) throw new ExpressionError('it is empty');
  const cursor = { tokens, position: 0, depth: 0 };
  const expression = parseChain(cursor, 'or');
  const rest = tokens[cursor.position];
  if (rest !== undefined) throw new ExpressionError(`"${rest.text}" is not expected there`);
  return expression;
}

interface Cursor {
  readonly tokens: readonly Token[];
  position: number;
  depth: number;
}

/** `and` binds tighter than `or`. */
function parseChain(cursor: Cursor, kind: 'and' | 'or'): Expression {
  const parsePart = (): Expression => (kind === 'or' ? parseChain(cursor, 'and') : parseNegation(cursor));
  let left = parsePart();
  while (takeWord(cursor, kind)) left = { kind, left, right: parsePart() };
  return left;
}

function parseNegation(cursor: Cursor): Expression {
  if (!takeWord(cursor, 'not')) return parseComparison(cursor);
  return nest(cursor, () => ({ kind: 'not', operand: parseNegation(cursor) }));
}

function parseComparison(cursor: Cursor): Expression {
  const left = parseOperand(cursor);
  const next = cursor.tokens[cursor.position];
  if (next?.kind !== 'word') return left;
  if (left.kind === 'path' && (next.text === 'exists' || next.text === 'missing')) {
    advance(cursor);
    return { kind: 'exists', path: left.path, isPresent: next.text === 'exists' };
  }
  const operator = OPERATORS.find((name) => name === next.text);
  if (operator === undefined) return left;
  advance(cursor);
  return { kind: 'compare', operator, left, right: parseOperand(cursor) };
}

function parseOperand(cursor: Cursor): Expression {
  const token = cursor.tokens[cursor.position];
  if (token === undefined) throw new ExpressionError('it ends where a value is expected');
  advance(cursor);
  if (token.kind === 'path') return { kind: 'path', path: token.text };
  if (token.kind === 'value') return { kind: 'literal', value: token.value };
  if (token.text === '(') return nest(cursor, () => parseGroup(cursor));
  if (/^[\p{L}_]/u.test(token.text) && !RESERVED.has(token.text)) return { kind: 'literal', value: token.text };
  throw new ExpressionError(`"${token.text}" is not a value`);
}

function parseGroup(cursor: Cursor): Expression {
  const inner = parseChain(cursor, 'or');
  if (!takeWord(cursor, ')')) throw new ExpressionError('a parenthesis is not closed');
  return inner;
}

function nest(cursor: Cursor, parse: () => Expression): Expression {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw new ExpressionError('it is nested too deeply');
  const parsed = parse();
  cursor.depth -= 1;
  return parsed;
}

function takeWord(cursor: Cursor, word: string): boolean {
  const token = cursor.tokens[cursor.position];
  if (token?.kind !== 'word' || token.text !== word) return false;
  advance(cursor);
  return true;
}

function advance(cursor: Cursor): void {
  cursor.position += 1;
}

const MAX_LENGTH = 2000;
const MAX_DEPTH = 50;
const RESERVED: ReadonlySet<string> = new Set([...OPERATORS, 'and', 'or', 'not', 'exists', 'missing']);
