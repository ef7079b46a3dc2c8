import type { SchemaViolation } from '../../../contract/model/contract.ts';
import type { FieldViolation } from '../../../kernel/problem.ts';
import { formatMessage, toDisplayName } from './format-message.ts';
import { MESSAGES, UNKNOWN_KEYWORD } from './message-table.ts';
import { getOrCreate } from '../../../kernel/get-or-create.ts';

/**
 * The body of a 422 in Laravel's shape: the messages of each field, and a summary that counts them. A type alias,
 * because an interface is not assignable to JsonObject.
 */
export type ValidationBody = {
  readonly message: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
};

/**
 * Converts schema violations to field violations in the platform's words. `prefix` is the parameter's field when the
 * value is a parameter.
 */
export function toFieldViolations(
  violations: readonly SchemaViolation[],
  location: FieldViolation['location'],
  prefix?: string,
): FieldViolation[] {
  const fields = violations.map((violation) => ({ violation, field: toField(violation.path, location, prefix) }));
  const mistyped = new Set(fields.filter(({ violation }) => violation.keyword === 'type').map(({ field }) => field));
  // For a value of the wrong type, only the type is reported: its other violations follow from it.
  const relevant = fields.filter(({ violation, field }) => violation.keyword === 'type' || !mistyped.has(field));
  return relevant.map(({ violation, field }) => {
    const isRoot = violation.path.length === 0 && prefix === undefined;
    return {
      field,
      message: isRoot ? toRootMessage(violation, field) : toMessage(violation, field),
      location,
      keyword: violation.keyword,
    };
  });
}

/** Returns the body of a 422. Each field lists a message once. */
export function toValidationBody(violations: readonly FieldViolation[]): ValidationBody {
  const errors = new Map<string, Set<string>>();
  for (const { field, message } of violations) getOrCreate(errors, field, () => new Set()).add(message);
  const messages = [...errors.values()].flatMap((list) => [...list]);
  // fromEntries defines own properties, so a client's `__proto__` is an ordinary field.
  return {
    message: toSummary(messages),
    errors: Object.fromEntries([...errors].map(([field, list]) => [field, [...list]])),
  };
}

/** Summarizes messages as Laravel's `ValidationException::summarize` does. */
function toSummary(messages: readonly string[]): string {
  const [first, ...others] = messages;
  if (first === undefined) return 'The given data was invalid.';
  if (others.length === 0) return first;
  return `${first} (and ${others.length} more ${others.length === 1 ? 'error' : 'errors'})`;
}

/** Returns the message about the whole body. PHP's word for an object, array, would mislead here. */
function toRootMessage(violation: SchemaViolation, field: string): string {
  const isNotObject = violation.keyword === 'type' && violation.params['type'] === 'object';
  return isNotObject ? `The ${field} must be a JSON object.` : toMessage(violation, field);
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

/** Shortens a name that the client chose: the response repeats it twice for each violation. */
function shorten(step: string | number): string {
  const name = String(step);
  return name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name;
}

const MAX_NAME_LENGTH = 200;
