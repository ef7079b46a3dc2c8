import type { FieldCheck } from '../../behaviour/rule/field-check.ts';
import type { Platform } from '../../behaviour/platform.ts';
import type {
  CompiledContract,
  MediaType,
  Operation,
  Parameter,
  ParameterLocation,
  ParameterSource,
} from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { Problem, type FieldViolation } from '../../kernel/problem.ts';
import { checkBody, NO_BODY, type CheckBodyDeps, type CheckBodySettings } from './check-body.ts';
import { findArraysForScalars, findUnknownParameters } from './check-query.ts';
import type { Authenticated, Validated } from '../exchange/stages.ts';
import { compileCleanTexts, type CleanTexts } from './clean-texts.ts';
import { requiredNamesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import { createSchemaReader } from '../../contract/schema/schema-reader.ts';
import { memoize } from '../../kernel/memoize.ts';
import { addInvalidFields } from './invalid-fields.ts';
import { createReadBody } from './read-body.ts';
import type { Upload, UploadTarget } from '../uploads/upload.ts';
import { toFieldViolations } from './messages/validation-messages.ts';

/** The settings of request validation. `strict` also rejects query parameters that the contract does not declare. */
export type ValidateSettings = CheckBodySettings;

/** What the stage validates with. */
export interface ValidateDeps {
  readonly contract: Pick<CompiledContract, 'isThirdParty' | 'document'>;
  readonly platform: Platform | undefined;
  readonly settings: ValidateSettings;
  /** Where the files of forms are stored, if the platform's records can hold files. */
  readonly uploads?: UploadTarget | undefined;
  /** Returns the check of an operation's fields against the current state. */
  readonly fieldCheckOf: (operation: Operation) => FieldCheck;
}

/**
 * Returns the stage that validates a request against the contract. Throws one Problem that lists every invalid field,
 * also those that the current state makes invalid. `onUpload` is called with a form that has to be released.
 */
export function createValidate({
  uploads,
  contract,
  platform,
  settings,
  fieldCheckOf,
}: ValidateDeps): (authenticated: Authenticated, onUpload: (upload: Upload) => void) => Promise<Validated> {
  const { isThirdParty } = contract;
  const bodyDeps = createBodyDeps({ contract, platform, uploads });
  return async function validate(authenticated, onUpload) {
    const { operation } = authenticated;
    const source = toSource(authenticated);
    const decoded = operation.parameters.map((parameter) => ({ parameter, value: parameter.decode(source) }));
    if (!isThirdParty) checkPath(operation, decoded);
    const violations = decoded.flatMap(({ parameter, value }) => checkParameter(parameter, value));
    if (!isThirdParty) violations.push(...findArraysForScalars(authenticated));
    if (settings.strict) violations.push(...findUnknownParameters(authenticated));
    const checked = operation.body === undefined ? NO_BODY : await checkBody(authenticated, settings, bodyDeps);
    const { value: body, upload } = checked;
    if (upload !== undefined) onUpload(upload);
    violations.push(...checked.violations);
    const path = toValues(decoded, 'path');
    const query = toValues(decoded, 'query');
    if (violations.length === 0) {
      const headers = toValues(decoded, 'header');
      return upload === undefined
        ? { ...authenticated, path, query, headers, body }
        : { ...authenticated, path, query, headers, body, files: checked.files, upload };
    }
    const check = fieldCheckOf(operation);
    throw new Problem('VALIDATION_FAILED', {
      violations: addInvalidFields(violations, { path, query, body }, { ...authenticated, check }),
      ...(isThirdParty ? { status: toRejectionStatus(operation) } : {}),
    });
  };
}

function createBodyDeps({
  contract,
  platform,
  uploads,
}: Pick<ValidateDeps, 'contract' | 'platform' | 'uploads'>): CheckBodyDeps {
  const { resolve } = createSchemaReader(contract.document);
  return {
    readBody: createReadBody(platform?.files === undefined ? undefined : uploads),
    cleanTextsOf: createCleanTextsOf(platform, resolve),
    requiredOf: memoize(({ schema }: MediaType) => requiredNamesOf(schema, resolve)),
  };
}

/** Returns the trimming of each operation's body, which leaves it as it is when the platform trims nothing. */
function createCleanTextsOf(platform: Platform | undefined, resolve: Resolve): (operation: Operation) => CleanTexts {
  const kept = platform?.untrimmed;
  if (kept === undefined) return () => (body) => body;
  return memoize((operation: Operation) => compileCleanTexts(operation, kept, resolve));
}

interface Decoded {
  readonly parameter: Parameter;
  readonly value: JsonValue | undefined;
}

function toSource({ pathParameters, queryPairs, request, cookies }: Authenticated): ParameterSource {
  return { path: pathParameters, query: queryPairs, headers: request.headers, cookies };
}

/** Throws a 404 for a path parameter that breaks its schema: no record can have that key. */
function checkPath({ resource }: Operation, decoded: readonly Decoded[]): void {
  for (const { parameter, value } of decoded) {
    if (parameter.in !== 'path' || parameter.validate(value).length === 0) continue;
    const shown = String(value).slice(0, MAX_SHOWN_LENGTH);
    const model = resource === undefined ? 'Model' : resource.model;
    throw new Problem('RECORD_NOT_FOUND', { message: `No query results for model [App\\Models\\${model}] ${shown}` });
  }
}

function checkParameter(
  { name, field, in: location, required, validate }: Parameter,
  value: JsonValue | undefined,
): readonly FieldViolation[] {
  if (value !== undefined) {
    // A comma-separated list (`with=a,b`) is one field. A bracketed one (`ids[]=a&ids[]=b`) has a field for each
    // element.
    const found = validate(value);
    if (found.length === 0) return found as readonly never[];
    const violations = found.map((violation) =>
      name.endsWith(']')
        ? violation
        : { ...violation, path: violation.path.filter((step) => typeof step !== 'number') },
    );
    return toFieldViolations(violations, location, field);
  }
  return required
    ? toFieldViolations([{ path: [field], keyword: 'required', params: {}, actual: 'missing' }], location)
    : [];
}

/** Returns the status that a third-party document declares for invalid requests: 422 before 400, as in Prism. */
function toRejectionStatus({ responses }: Operation): number {
  return !responses.has('422') && responses.has('400') ? 400 : 422;
}

function toValues(decoded: readonly Decoded[], location: ParameterLocation): JsonObject {
  const sent: [string, JsonValue][] = [];
  for (const { parameter, value } of decoded)
    if (parameter.in === location && value !== undefined) sent.push([parameter.field, value]);
  return sent.length === 0 ? {} : Object.fromEntries(sent);
}

const MAX_SHOWN_LENGTH = 100;
