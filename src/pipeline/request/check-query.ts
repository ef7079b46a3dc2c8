import type { Parameter } from '../../contract/model/contract.ts';
import { toBaseName } from '../../contract/parameter/parse-query.ts';
import { isJsonObject } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Authenticated } from '../exchange/stages.ts';
import { toFieldViolations } from './messages/validation-messages.ts';

/**
 * Query parameters that the contract does not declare; what an exploded object and a key of the security schemes are
 * sent as is declared.
 */
export function findUnknownParameters({ operation, queryPairs }: Authenticated): readonly FieldViolation[] {
  const parameters = operation.parameters.filter(isOfQuery);
  const keys = operation.security.flat().flatMap((scheme) => (scheme.in === 'query' ? [scheme.parameter ?? ''] : []));
  const known = [...parameters.flatMap(namesOf), ...keys];
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
 * Lists and maps (`page[]=2`) where one value is asked for: PHP reads them as arrays, which no rule for a single value
 * takes.
 */
export function findArraysForScalars({ operation, queryPairs }: Authenticated): readonly FieldViolation[] {
  if (!queryPairs.some(([name]) => name.includes('['))) return NONE;
  const single = operation.parameters.filter(
    (parameter) =>
      isOfQuery(parameter) &&
      !parameter.name.includes('[') &&
      !['array', 'object', undefined].includes(typeOf(parameter)),
  );
  const bracketed = new Set(queryPairs.flatMap(([name]) => (name.includes('[') ? [toBaseName(name)] : [])));
  return single
    .filter(({ field }) => bracketed.has(field))
    .flatMap((parameter) =>
      toFieldViolations(
        [{ path: [], keyword: 'type', params: { type: typeOf(parameter) ?? '' }, actual: 'array' }],
        'query',
        parameter.field,
      ),
    );
}

function isOfQuery(parameter: Parameter): boolean {
  return parameter.in === 'query';
}

function namesOf({ field, schema }: Parameter): readonly string[] {
  return isJsonObject(schema['properties']) ? [field, ...Object.keys(schema['properties'])] : [field];
}

function typeOf({ schema }: Parameter): string | undefined {
  return typeof schema['type'] === 'string' ? schema['type'] : undefined;
}

const NONE: readonly never[] = [];
