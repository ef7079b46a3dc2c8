import type { MediaType, Operation, SchemaViolation, Validator } from '../../contract/model/contract.ts';
import type { CheckValue, JsonText, ListParts } from '../../kernel/json/json-text.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { ConstraintError } from '../../store/port/store-error.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { CheckedResponse, Represented } from '../exchange/stages.ts';
import { findMediaType } from '../media-types/media-types.ts';

/** A breach is a counted violation: one way in which responses break the contract, and how often it occurred. */
export interface ResponseBreach {
  readonly operationId: string;
  readonly status: number;
  /** JSON Pointer into the body. */
  readonly pointer: string;
  readonly keyword: string;
  readonly count: number;
}

/** The result of all response checks so far. `checked` is the number of checked responses. */
export interface ResponseCheckReport {
  readonly checked: number;
  readonly breaches: readonly ResponseBreach[];
}

/** Checks responses against what their operations declare. As a ViolationCounter, it also counts the results. */
export interface ResponseChecker extends ViolationCounter {
  /** Returns the violations of one response; an empty list when it is valid. Counts nothing. */
  find(operation: Operation, response: Represented): readonly SchemaViolation[];
}

/** Creates a checker that has counted nothing yet. */
export function createResponseChecker(): ResponseChecker {
  return { find: findViolations, ...createViolationCounter() };
}

/** Converts the errors of an aborted transaction to violations; each path starts with the collection. */
export function toViolations({ violations }: ConstraintError): readonly SchemaViolation[] {
  return violations.map(({ collection, path, keyword }) => ({
    path: [collection, ...path],
    keyword,
    params: {},
    actual: 'record',
  }));
}

/** Counts checked responses and their violations. It checks nothing itself. */
export interface ViolationCounter {
  /** Counts the check of one response that was sent. */
  add(operation: Pick<Operation, 'id'>, checked: CheckedResponse): void;
  report(): ResponseCheckReport;
}

/** Creates a counter that starts at zero. */
export function createViolationCounter(): ViolationCounter {
  const breaches = new Map<string, ResponseBreach>();
  let checked = 0;
  return {
    add: ({ id }, { status, violations }) => {
      checked += 1;
      for (const violation of violations) count(breaches, { id, status }, violation);
    },
    report: () => ({ checked, breaches: [...breaches.values()] }),
  };
}

/**
 * Checks the status and the body. A streamed body is not checked, its source is responsible for the chunks; nor are
 * bytes of another media type than JSON.
 */
function findViolations(operation: Operation, represented: Represented): readonly SchemaViolation[] {
  const { status, body, text, bytes, stream } = represented;
  const response = findResponse(operation, status);
  if (response === undefined)
    return [{ path: [], keyword: 'undeclared-status', params: { status }, actual: 'missing' }];
  const mediaType = response.mediaTypes[0];
  if (mediaType === undefined || mediaType.schema === undefined || stream !== undefined) return [];
  if (text !== undefined) return checkText(text, mediaType);
  if (bytes !== undefined)
    return findMediaType(represented.mediaType ?? mediaType.name).isJson === true
      ? checkBytes(bytes, mediaType)
      : NO_VIOLATIONS;
  if (body === undefined) return [{ path: [], keyword: 'required', params: {}, actual: 'missing' }];
  return mediaType.validate(body);
}

/** Validates JSON given as bytes, for example from another server. */
function checkBytes(bytes: Uint8Array, { validate }: MediaType): readonly SchemaViolation[] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return [{ path: [], keyword: 'json', params: {}, actual: 'string' }];
  }
  return validate(value);
}

/** Validates a body given as text. A text that is known to be valid is not parsed again. */
function checkText(text: JsonText, mediaType: MediaType): readonly SchemaViolation[] {
  const { validate } = mediaType;
  if (text.isKnownValid(validate)) return NO_VIOLATIONS;
  // To report correct pointers, validate the complete value.
  const violations = isValidInParts(text, mediaType) ? NO_VIOLATIONS : validate(text.parse());
  if (violations.length === 0) text.markValid(validate);
  return violations;
}

/** Returns whether a text is valid by its parts: most parts of a changed text were validated in an earlier response. */
function isValidInParts(text: JsonText, { validate, validateElement, validateData }: MediaType): boolean {
  if (text.parts !== undefined) return validateElement !== undefined && areValid(text.parts, validate, validateElement);
  if (text.data !== undefined) return validateData !== undefined && isValid(text.data, validateData);
  return isValidByOutline(text, validate);
}

/** Validates a list by its elements. */
function areValid({ start, elements, end }: ListParts, validate: Validator, validateElement: Validator): boolean {
  return (
    validate(JSON.parse(start + end)).length === 0 && elements.every((element) => isValid(element, validateElement))
  );
}

function isValid(text: JsonText, validate: CheckValue): boolean {
  if (text.isKnownValid(validate)) return true;
  const found = isValidByOutline(text, validate) || validate(text.parse()).length === 0;
  if (found) text.markValid(validate);
  return found;
}

/** Returns whether the outline of a text and the texts that it nests are valid. False when it has no outline. */
function isValidByOutline(text: JsonText, validate: CheckValue): boolean {
  const outline = text.takeOutline(validate);
  if (outline === undefined) return false;
  const { proof, toValue, nested } = outline;
  proof.isValid ||= validate(toValue()).length === 0;
  return proof.isValid && nested.every((each) => isValid(each.text, each.validate));
}

function count(
  breaches: Map<string, ResponseBreach>,
  { id, status }: { readonly id: string; readonly status: number },
  violation: SchemaViolation,
): void {
  const pointer = toPointer(violation.path);
  const key = `${id} ${status} ${pointer.replaceAll(/\/\d+/g, '/*')} ${violation.keyword}`;
  const seen = breaches.get(key)?.count ?? 0;
  if (seen === 0 && breaches.size >= MAX_BREACHES) return;
  breaches.set(key, { operationId: id, status, pointer, keyword: violation.keyword, count: seen + 1 });
}

const NO_VIOLATIONS: readonly SchemaViolation[] = [];
const MAX_BREACHES = 1000;
