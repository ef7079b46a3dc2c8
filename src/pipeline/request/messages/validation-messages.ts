import type { SchemaViolation } from '../../../contract/model/contract.ts';
import type { FieldViolation } from '../../../kernel/problem.ts';
import { formatMessage, toDisplayName } from './format-message.ts';
import { MESSAGES, UNKNOWN_KEYWORD } from './message-table.ts';

/**
 * The platform's body of a 422: `errors` by field, and a summary that counts the messages. An alias, which is a
 * JsonObject; an interface is none.
 */
export type ValidationBody = {
  readonly message: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
};

/**
 * Says what the contract refused in the platform's words. `prefix` is the parameter's field, where the value is a
 * parameter's.
 */
export function toFieldViolations(
  violations: readonly SchemaViolation[],
  location: FieldViolation['location'],
  prefix?: string,
): FieldViolation[] {
  const fields = violations.map((violation) => ({ violation, field: toField(violation.path, location, prefix) }));
  const mistyped = new Set(fields.filter(({ violation }) => violation.keyword === 'type').map(({ field }) => field));
  // Of a value of the wrong type, nothing else that is wrong with it helps.
  const telling = fields.filter(({ violation, field }) => violation.keyword === 'type' || !mistyped.has(field));
  return telling.map(({ violation, field }) => {
    const isWhole = violation.path.length === 0 && prefix === undefined;
    return {
      field,
      message: isWhole ? toWholeMessage(violation, field) : toMessage(violation, field),
      location,
      keyword: violation.keyword,
    };
  });
}

/** The body of a 422. A field says each message once. */
export function toValidationBody(violations: readonly FieldViolation[]): ValidationBody {
  const errors = new Map<string, Set<string>>();
  for (const { field, message } of violations) errors.set(field, (errors.get(field) ?? new Set()).add(message));
  const messages = [...errors.values()].flatMap((list) => [...list]);
  // fromEntries defines own properties: a client's `__proto__` is a field like any other.
  return {
    message: toSummary(messages),
    errors: Object.fromEntries([...errors].map(([field, list]) => [field, [...list]])),
  };
}

/** `ValidationException::summarize` of Laravel. */
function toSummary(messages: readonly string[]): string {
  const [first, ...others] = messages;
  if (first === undefined) return 'The given data was invalid.';
  if (others.length === 0) return first;
  return `${first} (and ${others.length} more ${others.length === 1 ? 'error' : 'errors'})`;
}

/** Of a body as a whole PHP's word for an object would mislead: `[]` is an array. */
function toWholeMessage(violation: SchemaViolation, field: string): string {
  const isNoObject = violation.keyword === 'type' && violation.params['type'] === 'object';
  return isNoObject ? `The ${field} must be a JSON object.` : toMessage(violation, field);
}

function toMessage(violation: SchemaViolation, field: string): string {
  const entry = Object.hasOwn(MESSAGES, violation.keyword) ? MESSAGES[violation.keyword] : undefined;
  const template = typeof entry === 'function' ? entry(violation) : (entry ?? UNKNOWN_KEYWORD);
  return formatMessage(template, { ...violation.params, attribute: toDisplayName(field) });
}

function toField(
  path: SchemaViolation['path'],
  location: FieldViolation['location'],
  prefix: string | undefined,
): string {
  const steps = [...(prefix === undefined ? [] : [prefix]), ...path.map(shorten)];
  return steps.length === 0 ? location : steps.join('.');
}

/** A name that a client made up stands in the answer twice for each of its violations: a long one would multiply. */
function shorten(step: string | number): string {
  const name = String(step);
  return name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name;
}

const MAX_NAME_LENGTH = 200;
