import type { FieldCheck } from '../../behaviour/rule/field-check.ts';
import type { MediaType, Operation } from '../../contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Authenticated } from '../exchange/stages.ts';

/** The decoded values of a request that the contract rejects. */
export interface RejectedValues {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly body: JsonValue | undefined;
}

/**
 * Adds the fields that the current state makes invalid to those that break the contract. As Laravel's `exists` rule
 * does, it does not look up a field that is already invalid.
 */
export function addInvalidFields(
  violations: readonly FieldViolation[],
  values: RejectedValues,
  { operation, world, caller, check }: Pick<Authenticated, 'operation' | 'world' | 'caller'> & CheckContext,
): readonly FieldViolation[] {
  const invalid = new Set(violations.map(toId));
  const valid = (location: FieldViolation['location'], fields: JsonValue | undefined): JsonObject =>
    isJsonObject(fields)
      ? Object.fromEntries(Object.entries(fields).filter(([field]) => !invalid.has(toId({ location, field }))))
      : {};
  const { path, query, body } = values;
  const sent = { path, query: valid('query', query), body: valid('body', body) };
  const found = check(sent, { reader: world.store, caller }).filter((violation) => !invalid.has(toId(violation)));
  return found.length === 0 ? violations : sortByProperty([...violations, ...found], operation);
}

interface CheckContext {
  readonly check: FieldCheck;
}

/**
 * Sorts the violations of a body by the order of the schema's properties, as Laravel reports them in the order of its
 * rules. Those of other parts of the request come first.
 */
export function sortByProperty(
  violations: readonly FieldViolation[],
  { body }: Pick<Operation, 'body'>,
): readonly FieldViolation[] {
  if (violations.length < 2) return violations;
  const names = propertyNames(body?.mediaTypes.find(({ schema }) => isJsonObject(schema?.['properties'])));
  const rank = ({ field, location }: FieldViolation): number =>
    location === 'body' ? toRank(names, field.split('.', 1)[0]) : -1;
  return violations.toSorted((one, other) => rank(one) - rank(other));
}

/** Returns the properties that a media type's schema declares, in order. */
export function propertyNames(mediaType: MediaType | undefined): readonly string[] {
  const properties = mediaType?.schema?.['properties'];
  return isJsonObject(properties) ? Object.keys(properties) : [];
}

/** Returns the position of a property; undeclared ones come last. */
export function toRank(names: readonly string[], name: string | number | undefined): number {
  const index = names.indexOf(String(name));
  return index === -1 ? names.length : index;
}

function toId({ location, field }: Pick<FieldViolation, 'location' | 'field'>): string {
  return `${location} ${field}`;
}
