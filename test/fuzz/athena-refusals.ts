import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../src/kernel/json/json.ts';

/**
 * Whether a request that fits its schema may be rejected so: a conflict by one of the operation's own rules, or a 422
 * of whose every message one of them is the source. What no row of `athena-refusals.json` says is a failure.
 * Schemathesis is told by the same rows (test/schemathesis/hooks.py).
 */
export function isRefusedByRule(operation: string, status: number, { message, errors }: JsonObject): boolean {
  const own = REFUSALS.filter(({ operations }) => operations.includes(operation));
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

/** One reason why an operation may reject a request that fits the contract. The expressions mean the same in Python. */
interface Row {
  readonly why: string;
  readonly operations: readonly string[];
  /** Each field that such a rejection may name; none where the state stands in the way. */
  readonly field?: string;
  /** All that it may say. */
  readonly says: string;
}

const ROWS = JSON.parse(readFileSync(new URL('athena-refusals.json', import.meta.url), 'utf8')) as readonly Row[];
const REFUSALS = ROWS.map(({ operations, field, says }) => ({
  operations,
  field: field === undefined ? undefined : new RegExp(field),
  says: new RegExp(says),
}));
