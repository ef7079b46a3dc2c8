/** Makes copies of log fields in which whatever is named like a secret, at any depth, is redacted. `names` are further names, in any case. */
export function createRedact(names: readonly string[]): (fields: object) => Record<string, unknown> {
  const further = new Set(names.map((name) => name.toLowerCase()));
  const isSecret = (name: string): boolean => SECRET.test(name) || further.has(name.toLowerCase());
  return (fields) => redactObject(fields, isSecret, 0);
}

function redactObject(fields: object, isSecret: (name: string) => boolean, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    isSecret(name) ? REDACTED : redactValue(value, isSecret, depth + 1),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function redactValue(value: unknown, isSecret: (name: string) => boolean, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return REDACTED;
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, isSecret, depth + 1));
  // Errors, dates and the like have serializers of their own, which a copy of their properties would defeat.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? redactObject(value, isSecret, depth) : value;
}

const REDACTED = '[redacted]';
const SECRET = /(^|[_-]|[a-z](?=[A-Z]))(token|password|secret|authorization|cookie|api[_-]?key)$/i;
/** Deeper than any field that is logged; what goes deeper is a cycle. */
const DEEPEST = 10;
