import { REDACTED, redactText } from '../kernel/secrets/redaction.ts';
import { isSecretField } from '../kernel/secrets/secret-names.ts';

/**
 * Makes copies of log fields without what is named like a secret, at any depth, and without the secrets of URLs.
 * `names` are further names, in any case.
 */
export function createRedact(names: readonly string[]): (fields: object) => Record<string, unknown> {
  const further = names.map((name) => name.toLowerCase());
  return (fields) => redactObject(fields, further, 0);
}

function redactObject(fields: object, further: readonly string[], depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]: [string, unknown]) => [
    name,
    value !== null && isSecretField(name, value, further) ? REDACTED : redactValue(value, further, depth + 1),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function redactValue(value: unknown, further: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return redactText(value, further);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return REDACTED;
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, further, depth + 1));
  // Errors, dates and the like have serializers of their own, which a copy of their properties would defeat.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? redactObject(value, further, depth) : value;
}

/** Deeper than any field that is logged; what goes deeper is a cycle. */
const MAX_DEPTH = 10;
