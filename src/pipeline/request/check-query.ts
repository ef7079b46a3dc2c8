import type { Parameter } from '../../contract/model/contract.ts';
import { toBaseName } from '../../contract/parameter/parse-query.ts';
import { isJsonObject } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Authenticated } from '../exchange/stages.ts';
import { toFieldViolations } from './messages/validation-messages.ts';

/**
 * Returns a violation for each query parameter that the contract does not declare. The properties of an exploded object
 * and the API keys of the security schemes count as declared.
 */
export function findUnknownParameters({ operation, queryPairs }: Authenticated): readonly FieldViolation[] {
  const parameters = operation.parameters.filter(isQueryParameter);
  const keys = operation.security.flat().flatMap((scheme) => (scheme.in === 'query' ? [scheme.parameter ?? ''] : []));
  const known = [...parameters.flatMap(toFieldNames), ...keys];
  const unknown = new Set(
    queryPairs
      .map(([name]) => toBaseName(name))
      .filter((name) => !known.some((field) => field === name || field.startsWith(`${name}[`))),
  );
  return [...unknown].flatMap((name) =>
    toFieldViolations([{ path: [name], keyword: 'additionalProperties', params: {}, actual: 'string' }], 'query'),
  );
}

/**
 * Returns a violation for each scalar parameter that was sent as a list or a map (`page[]=2`). PHP reads these as
 * arrays, which the rules for scalars reject.
 */
export function findArraysForScalars({ operation, queryPairs }: Authenticated): readonly FieldViolation[] {
  if (!queryPairs.some(([name]) => name.includes('['))) return NONE;
  const scalars = operation.parameters.filter(
    (parameter) =>
      isQueryParameter(parameter) &&
      !parameter.name.includes('[') &&
      !['array', 'object', undefined].includes(typeOf(parameter)),
  );
  const bracketed = new Set(queryPairs.flatMap(([name]) => (name.includes('[') ? [toBaseName(name)] : [])));
  return scalars
    .filter(({ field }) => bracketed.has(field))
    .flatMap((parameter) =>
      toFieldViolations(
        [{ path: [], keyword: 'type', params: { type: typeOf(parameter) ?? '' }, actual: 'array' }],
        'query',
        parameter.field,
      ),
    );
}

function isQueryParameter(parameter: Parameter): boolean {
  return parameter.in === 'query';
}

function toFieldNames({ field, schema }: Parameter): readonly string[] {
  return isJsonObject(schema['properties']) ? [field, ...Object.keys(schema['properties'])] : [field];
}

function typeOf({ schema }: Parameter): string | undefined {
  return typeof schema['type'] === 'string' ? schema['type'] : undefined;
}

const NONE: readonly never[] = [];
