import type { Operation, Parameter, ParameterLocation, ParameterSource } from '../contract/contract.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { Problem, type FieldViolation } from '../kernel/problem.ts';
import type { Authenticated, Validated } from './passage.ts';
import { readBody } from './read-body.ts';
import { toFieldViolations } from './validation-messages.ts';

/** How requests are validated. */
export interface ValidateSettings {
  /** Bytes. */
  readonly maxBody: number;
  /** Fields and parameters that the contract does not declare are refused. */
  readonly strict: boolean;
}

/** Checks a request against everything that the contract says of it. Throws one Problem that lists every invalid field. */
export function createValidate(
  settings: ValidateSettings,
  { isForeign }: { readonly isForeign: boolean },
): (authenticated: Authenticated) => Promise<Validated> {
  return async function validate(authenticated) {
    const { operation } = authenticated;
    const source = toSource(authenticated);
    const decoded = operation.parameters.map((parameter) => ({ parameter, value: parameter.decode(source) }));
    if (!isForeign) checkPath(operation, decoded);
    const violations = decoded.flatMap(({ parameter, value }) => checkParameter(parameter, value));
    if (settings.strict) violations.push(...checkUnknown(authenticated));
    const body = await checkBody(authenticated, settings, violations);
    if (violations.length > 0)
      throw new Problem('VALIDATION_FAILED', { violations, ...(isForeign ? { status: refusalStatus(operation) } : {}) });
    return {
      ...authenticated,
      path: toValues(decoded, 'path'),
      query: toValues(decoded, 'query'),
      headers: toValues(decoded, 'header'),
      body,
    };
  };
}

interface Decoded {
  readonly parameter: Parameter;
  readonly value: JsonValue | undefined;
}

function toSource({ pathParameters, queryPairs, request, cookies }: Authenticated): ParameterSource {
  return { path: pathParameters, query: queryPairs, headers: request.headers, cookies };
}

/** A path parameter that does not fit its schema names nothing. */
function checkPath({ resource }: Operation, decoded: readonly Decoded[]): void {
  for (const { parameter, value } of decoded) {
    if (parameter.in !== 'path' || parameter.validate(value).length === 0) continue;
    const shown = String(value).slice(0, LONGEST_SHOWN);
    const model = resource === undefined ? 'Model' : resource.model;
    throw new Problem('RECORD_NOT_FOUND', { message: `No query results for model [App\\Models\\${model}] ${shown}` });
  }
}

function checkParameter(
  { name, field, in: location, required, validate }: Parameter,
  value: JsonValue | undefined,
): readonly FieldViolation[] {
  if (value !== undefined) {
    // A list in one value (`with=a,b`) is one field; one in brackets (`ids[]=a&ids[]=b`) has a field for each element.
    const violations = validate(value).map((violation) =>
      name.endsWith(']') ? violation : { ...violation, path: violation.path.filter((step) => typeof step !== 'number') },
    );
    return toFieldViolations(violations, location, field);
  }
  return required ? toFieldViolations([{ path: [field], keyword: 'required', params: {}, actual: 'missing' }], location) : [];
}

function checkUnknown({ operation, queryPairs }: Authenticated): readonly FieldViolation[] {
  const known = operation.parameters.filter(({ in: location }) => location === 'query').map(({ field }) => field);
  const unknown = new Set(
    queryPairs
      .map(([name]) => name.replace(/\[.*$/, ''))
      .filter((name) => !known.some((field) => field === name || field.startsWith(`${name}[`))),
  );
  return [...unknown].flatMap((name) =>
    toFieldViolations([{ path: [name], keyword: 'additionalProperties', params: {}, actual: 'string' }], 'query'),
  );
}

async function checkBody(
  { request, operation }: Authenticated,
  { maxBody, strict }: ValidateSettings,
  violations: FieldViolation[],
): Promise<JsonValue | undefined> {
  if (operation.body === undefined) return undefined;
  const read = await readBody(request, operation.body, maxBody);
  if (read === undefined) return undefined;
  const { mediaType, value, isOpaque } = read;
  if (value === undefined && !operation.body.required) return undefined;
  if (isOpaque) return undefined;
  const validate = strict ? mediaType.validateStrictly : mediaType.validate;
  const found = toFieldViolations(validate(value === undefined ? {} : value), 'body');
  if (value === undefined && found.length === 0)
    found.push(...toFieldViolations([{ path: [], keyword: 'required', params: {}, actual: 'missing' }], 'body'));
  violations.push(...found);
  return value;
}

/** A foreign document says by what it declares with which status it refuses; as Prism has it, 422 before 400. */
function refusalStatus({ responses }: Operation): number {
  return !responses.has('422') && responses.has('400') ? 400 : 422;
}

function toValues(decoded: readonly Decoded[], location: ParameterLocation): JsonObject {
  const sent = decoded.flatMap(({ parameter, value }) =>
    parameter.in === location && value !== undefined ? [[parameter.field, value] as const] : [],
  );
  return Object.fromEntries(sent);
}

const LONGEST_SHOWN = 100;
