import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../src/kernel/json/json.ts';

/**
 * True when a rule of the operation explains the rejection of a request that matches its schema: a conflict, or a 422
 * with only messages of such rules. Any rejection without a row in `athena-refusals.json` is a failure. Schemathesis
 * uses the same rows (test/schemathesis/hooks.py).
 */
export function isRejectedByRule(operation: string, status: number, { message, errors }: JsonObject): boolean {
  const own = REJECTIONS.filter(({ operations }) => operations.includes(operation));
  if (status === 409) return own.some(({ field, says }) => field === undefined && says.test(String(message)));
  const named = Object.entries((errors ?? {}) as Readonly<Record<string, readonly string[]>>);
  const isKnown = (name: string, text: string): boolean =>
    own.some(({ field, says }) => field?.test(name) === true && says.test(text));
  return (
    status === 422 &&
    named.length > 0 &&
    named.every(([name, texts]) => texts.length > 0 && texts.every((text) => isKnown(name, text)))
  );
}

/**
 * One reason why an operation may reject a request that matches the contract. The expressions are valid in Python too.
 */
interface Row {
  readonly why: string;
  readonly operations: readonly string[];
  /** The fields that the rejection may name; undefined for a conflict with the state. */
  readonly field?: string;
  /** The messages that it may have. */
  readonly says: string;
}

const ROWS = JSON.parse(readFileSync(new URL('athena-refusals.json', import.meta.url), 'utf8')) as readonly Row[];
const REJECTIONS = ROWS.map(({ operations, field, says }) => ({
  operations,
  field: field === undefined ? undefined : new RegExp(field),
  says: new RegExp(says),
}));
