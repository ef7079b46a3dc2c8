import type { MediaType, Operation, SchemaViolation, Validator } from '../../contract/model/contract.ts';
import type { JsonText, ListParts } from '../../kernel/json/json-text.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { ConstraintError } from '../../store/port/store-error.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { CheckedResponse, Represented } from '../exchange/stages.ts';

/** One way in which an answer breaks the contract, and how often it was seen. */
export interface ResponseBreach {
  readonly operationId: string;
  readonly status: number;
  /** JSON Pointer into the body. */
  readonly pointer: string;
  readonly keyword: string;
  readonly count: number;
}

/** What was checked of the answers so far. That some were is part of the claim that none broke the contract. */
export interface ResponseCheckReport {
  readonly checked: number;
  readonly breaches: readonly ResponseBreach[];
}

/** Checks every answer against what its operation declares, and keeps account. */
export interface ResponseChecker {
  /** The breaches of one answer; none means that it fits. Nothing is counted. */
  find(operation: Operation, answer: Represented): readonly SchemaViolation[];
  /** Takes an answer into account that is given. */
  add(operation: Pick<Operation, 'id'>, checked: CheckedResponse): void;
  report(): ResponseCheckReport;
}

/** A check with an empty account. */
export function createResponseChecker(): ResponseChecker {
  const ledger = createResponseChecks();
  return {
    find: findBreaches,
    add: ledger.add,
    report: ledger.report,
  };
}

/**
 * What of a record kept a transaction from being committed, as an account takes it: the pointer leads into the
 * collection.
 */
export function toViolations({ violations }: ConstraintError): readonly SchemaViolation[] {
  return violations.map(({ collection, path, keyword }) => ({
    path: [collection, ...path],
    keyword,
    params: {},
    actual: 'record',
  }));
}

/** Keeps account of answers that were checked. */
export interface ResponseChecks {
  add(operation: Pick<Operation, 'id'>, checked: CheckedResponse): void;
  report(): ResponseCheckReport;
}

/** An empty account. */
export function createResponseChecks(): ResponseChecks {
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

/** Of a body that is still to come only the status can be checked; its pieces are the rule's own affair. */
function findBreaches(operation: Operation, { status, body, text, stream }: Represented): readonly SchemaViolation[] {
  const response = findResponse(operation, status);
  if (response === undefined)
    return [{ path: [], keyword: 'undeclared-status', params: { status }, actual: 'missing' }];
  const mediaType = response.mediaTypes[0];
  if (mediaType === undefined || mediaType.schema === undefined || stream !== undefined) return [];
  if (text !== undefined) return checkText(text, mediaType);
  if (body === undefined) return [{ path: [], keyword: 'required', params: {}, actual: 'missing' }];
  return mediaType.validate(body);
}

/** A text that has passed passes again: whatever it says has not changed. */
function checkText(text: JsonText, { validate, validateElement }: MediaType): readonly SchemaViolation[] {
  if (text.isKnownValid(validate)) return NOTHING;
  const isRight =
    validateElement !== undefined && text.parts !== undefined && areRight(text.parts, validate, validateElement);
  // What is wrong, and where, the whole of it tells.
  const violations = isRight ? NOTHING : validate(text.toValue());
  if (violations.length === 0) text.markValid(validate);
  return violations;
}

/** Most elements of a changed list are those of the one before. */
function areRight({ elements, rest }: ListParts, validate: Validator, validateElement: Validator): boolean {
  return (
    validate(JSON.parse(rest)).length === 0 && elements.every((element) => isRightElement(element, validateElement))
  );
}

function isRightElement(element: JsonText, validate: Validator): boolean {
  if (element.isKnownValid(validate)) return true;
  const isRight = validate(element.toValue()).length === 0;
  if (isRight) element.markValid(validate);
  return isRight;
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

const NOTHING: readonly SchemaViolation[] = [];
const MAX_BREACHES = 1000;
