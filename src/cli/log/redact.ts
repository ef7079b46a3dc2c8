import { REDACTED, redactText } from '../../kernel/secrets/redaction.ts';
import { isSecretField } from '../../kernel/secrets/secret-names.ts';

/**
 * Creates a function that copies log fields and redacts secrets: fields with secret names at any depth, and the secrets
 * of URLs. `names` are additional secret names, compared without case.
 */
export function createRedact(names: readonly string[]): (fields: object) => Record<string, unknown> {
  const secretNames = names.map((name) => name.toLowerCase());
  return (fields) => redactObject(fields, secretNames, 0);
}

function redactObject(fields: object, secretNames: readonly string[], depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]: [string, unknown]) => [
    name,
    value !== null && isSecretField(name, value, secretNames) ? REDACTED : redactValue(value, secretNames, depth + 1),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function redactValue(value: unknown, secretNames: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return redactText(value, secretNames);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return REDACTED;
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, secretNames, depth + 1));
  // Errors and dates have serializers of their own, which need the original objects.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? redactObject(value, secretNames, depth) : value;
}

/** Deeper than any logged field; a deeper value is a cycle. */
const MAX_DEPTH = 10;
