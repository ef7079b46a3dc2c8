import { findOwn, isJsonObject } from './types.ts';

/** A place where two values differ; `from` or `to` is absent where only one of them has it. */
export interface FieldChange {
  /** A JSON Pointer (RFC 6901). Empty for the whole value. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Returns the innermost places where two JSON values differ, at most `limit`. Lists are compared by index. */
export function findDifferences(from: unknown, to: unknown, limit = MAX_DIFFERENCES): readonly FieldChange[] {
  const found: FieldChange[] = [];
  const compare = (left: unknown, right: unknown, path: string): void => {
    if (found.length >= limit || Object.is(left, right)) return;
    if (!isBranch(left) || !isBranch(right) || Array.isArray(left) !== Array.isArray(right)) {
      found.push({
        path,
        ...(left === undefined ? {} : { from: left }),
        ...(right === undefined ? {} : { to: right }),
      });
      return;
    }
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)]))
      compare(findOwn(left, name), findOwn(right, name), `${path}/${escapeSegment(name)}`);
  };
  compare(from, to, '');
  return found;
}

/** Whether two JSON values are the same, whatever the order of their properties. */
export function isSame(left: unknown, right: unknown): boolean {
  return findDifferences(left, right, 1).length === 0;
}

/** Splits a JSON Pointer into its segments. */
export function toSegments(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Returns a property's name as a segment of a JSON Pointer. */
export function escapeSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return Array.isArray(value) || isJsonObject(value);
}

const MAX_DIFFERENCES = 200;
