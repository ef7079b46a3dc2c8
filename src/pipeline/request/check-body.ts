import type { MediaType, SchemaViolation } from '../../contract/model/contract.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Authenticated } from '../exchange/stages.ts';
import type { ReadRequestBody } from './body/read-body.ts';
import { toFieldViolations } from './messages/validation-messages.ts';

/** How bodies are checked. */
export interface CheckBodySettings {
  /** Bytes. */
  readonly maxBody: number;
  /** Fields that the contract does not declare are refused. */
  readonly strict: boolean;
}

/** A body that was read, and what is wrong with it. */
export interface CheckedBody {
  readonly value: JsonValue | undefined;
  readonly violations: readonly FieldViolation[];
}

/** Reads and checks a body. Throws Problems for what cannot be read. */
export async function checkBody(
  { request, operation }: Authenticated,
  { maxBody, strict }: CheckBodySettings,
  readBody: ReadRequestBody,
): Promise<CheckedBody> {
  const read = operation.body === undefined ? undefined : await readBody(request, operation.body, maxBody);
  if (operation.body === undefined || read === undefined || read.isOpaque) return NO_BODY;
  const { mediaType, value } = read;
  if (value === undefined && !operation.body.required) return NO_BODY;
  const validate = strict ? mediaType.validateStrictly : mediaType.validate;
  const found = inOrder(
    mediaType,
    validate(value === undefined ? {} : value).map((violation) => asMissing(mediaType, violation)),
  );
  const isMissing = value === undefined && found.length === 0;
  return {
    value,
    violations: toFieldViolations(
      isMissing ? [{ path: [], keyword: 'required', params: {}, actual: 'missing' }] : found,
      'body',
    ),
  };
}

/** Laravel checks fields in the order of its rules, which the schema's properties stand for. */
function inOrder({ schema }: MediaType, violations: readonly SchemaViolation[]): readonly SchemaViolation[] {
  const names = isJsonObject(schema?.['properties']) ? Object.keys(schema['properties']) : [];
  const rank = ({ path: [first] }: SchemaViolation): number => {
    const index = names.indexOf(String(first));
    return index === -1 ? names.length : index;
  };
  return violations.toSorted((one, other) => rank(one) - rank(other));
}

/** To Laravel a required field that is null is one that was not sent. */
function asMissing({ schema }: MediaType, violation: SchemaViolation): SchemaViolation {
  const required: JsonValue = schema?.['required'] ?? [];
  const [name, ...deeper] = violation.path;
  const isNull = violation.keyword === 'type' && violation.actual === 'null' && deeper.length === 0;
  return isNull && Array.isArray(required) && required.includes(name)
    ? { ...violation, keyword: 'required' }
    : violation;
}

/** Of a request that has none. */
export const NO_BODY: CheckedBody = { value: undefined, violations: [] };
