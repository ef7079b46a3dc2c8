import type { MediaType, Operation, SchemaViolation } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { SentFiles } from '../../behaviour/rule/stored-file.ts';
import type { Authenticated } from '../exchange/stages.ts';
import type { CleanTexts } from './clean-texts.ts';
import { propertyNames, toRank } from './invalid-fields.ts';
import type { ReadRequestBody } from './read-body.ts';
import { toFieldViolations } from './messages/validation-messages.ts';
import { findFileViolations, takeFiles } from '../uploads/check-files.ts';
import type { Upload } from '../uploads/upload.ts';

/** The settings of the body check. */
export interface CheckBodySettings {
  /** In bytes. */
  readonly maxBody: number;
  /** Rejects fields that the contract does not declare. */
  readonly strict: boolean;
  /** Leaves the texts of bodies as they were sent. */
  readonly noTrim: boolean;
}

/** A parsed body and its violations. */
export interface CheckedBody {
  readonly value: JsonValue | undefined;
  readonly violations: readonly FieldViolation[];
  /** The files of a form that may have some, which are not part of `value`. */
  readonly files?: SentFiles | undefined;
  /** That form. */
  readonly upload?: Upload | undefined;
}

/** What the body check works with. */
export interface CheckBodyDeps {
  readonly readBody: ReadRequestBody;
  readonly cleanTextsOf: (operation: Operation) => CleanTexts;
  /** Returns the properties that every body of a media type must have. */
  readonly requiredOf: (mediaType: MediaType) => ReadonlySet<string>;
}

/** Reads and validates the body of a request. Throws a Problem when it cannot be parsed. */
export async function checkBody(
  { request, operation }: Authenticated,
  { maxBody, strict, noTrim }: CheckBodySettings,
  { readBody, cleanTextsOf, requiredOf }: CheckBodyDeps,
): Promise<CheckedBody> {
  const read = operation.body === undefined ? undefined : await readBody(request, operation.body, maxBody);
  if (operation.body === undefined || read === undefined || read.isOpaque) return NO_BODY;
  const { mediaType } = read;
  const value = noTrim ? read.value : cleanTextsOf(operation)(read.value);
  if (value === undefined && !operation.body.required) return NO_BODY;
  const validate = strict ? mediaType.validateStrictly : mediaType.validate;
  const violations = sortByProperty(
    mediaType,
    validate(value === undefined ? {} : value).map((violation) => toMissing(requiredOf(mediaType), violation)),
  );
  const isMissing = value === undefined && violations.length === 0;
  const found = toFieldViolations(
    isMissing ? [{ path: [], keyword: 'required', params: {}, actual: 'missing' }] : violations,
    'body',
  );
  return read.upload === undefined
    ? { value, violations: found }
    : checkFiles(read.upload, { value, found, mediaType });
}

/** Adds the violations of the files of a form, and takes the files out of its value. */
function checkFiles(upload: Upload, { value, found, mediaType }: ReadForm): CheckedBody {
  const violations = [...found, ...findFileViolations(upload, mediaType)];
  return { ...takeFiles(upload, value, mediaType), violations, upload };
}

interface ReadForm {
  readonly value: JsonValue | undefined;
  readonly found: readonly FieldViolation[];
  readonly mediaType: MediaType;
}

/** Sorts violations by the order of the schema's properties, as Laravel reports them in the order of its rules. */
function sortByProperty(mediaType: MediaType, violations: readonly SchemaViolation[]): readonly SchemaViolation[] {
  if (violations.length < 2) return violations;
  const names = propertyNames(mediaType);
  return violations.toSorted(({ path: [one] }, { path: [other] }) => toRank(names, one) - toRank(names, other));
}

/** Reports a required field that is null as missing, as Laravel does. */
function toMissing(required: ReadonlySet<string>, violation: SchemaViolation): SchemaViolation {
  const [name, ...deeper] = violation.path;
  const isNull = violation.keyword === 'type' && violation.actual === 'null' && deeper.length === 0;
  return isNull && required.has(String(name)) ? { ...violation, keyword: 'required' } : violation;
}

/** The result for a request without a body. */
export const NO_BODY: CheckedBody = { value: undefined, violations: [] };
