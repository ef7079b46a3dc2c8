import type { CompiledContract, Operation } from '../contract/model/contract.ts';
import { createSchemaReader, type SchemaReader } from '../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json/json.ts';
import { Problem, type FieldViolation } from '../kernel/problem.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import type { Rejection } from '../pipeline/response/reject.ts';

/**
 * Returns a function that adds to the message about an undeclared property or parameter the declared name that is most
 * like it: `operationId` may be meant as `operation_id`.
 */
export function createSuggestNames({
  document,
}: Pick<CompiledContract, 'document'>): (rejection: Rejection) => Problem {
  const reader = createSchemaReader(document);
  return function suggestNames({ problem, operation }) {
    if (operation === undefined || !problem.violations.some(isUndeclared)) return problem;
    const { code, message, faults, headers, status } = problem;
    const violations = problem.violations.map((violation) => suggest(violation, operation, reader));
    return new Problem(code, { message, violations, faults, headers, status });
  };
}

function suggest(violation: FieldViolation, operation: Operation, reader: SchemaReader): FieldViolation {
  if (!isUndeclared(violation)) return violation;
  const { field, location, message } = violation;
  const nearest = findNearestName(
    field,
    location === 'body' ? listProperties(operation, reader) : listQuery(operation),
  );
  return nearest === undefined ? violation : { ...violation, message: `${message} Did you mean ${nearest}?` };
}

function isUndeclared({ keyword, location }: FieldViolation): boolean {
  return UNDECLARED.has(keyword) && (location === 'body' || location === 'query');
}

function listQuery({ parameters }: Operation): readonly string[] {
  return parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : []));
}

/** Returns the properties at the top of an operation's bodies. */
function listProperties({ body }: Operation, reader: SchemaReader): readonly string[] {
  return (body?.mediaTypes ?? []).flatMap(({ schema }) => (schema === undefined ? [] : namesOf(schema, reader)));
}

function namesOf(schema: JsonObject, reader: SchemaReader): readonly string[] {
  const { properties, allOf } = reader.resolve(schema);
  const parts: readonly JsonValue[] = Array.isArray(allOf) ? allOf : [];
  return [
    ...(isJsonObject(properties) ? Object.keys(properties) : []),
    ...parts.flatMap((part) => (isJsonObject(part) ? namesOf(part, reader) : [])),
  ];
}

const UNDECLARED: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);
