import type { Operation, ResponseObject } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Outcome, OutcomeCookie } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { sortByProperty } from '../request/invalid-fields.ts';
import { toSetCookie } from '../sandbox/cookies.ts';
import type { Preference, Represented, WithPreference } from '../exchange/stages.ts';
import type { MaybePromise } from './response-source.ts';

/**
 * Generates a body from the schema of a ResponseObject with the seed from the `Prefer` header. Undefined when it
 * declares no body. With `isDynamic`, examples within the schema are not used.
 */
export type SampleResponse = (
  operation: Operation,
  response: ResponseObject,
  preference: Pick<Preference, 'seed' | 'isDynamic'>,
) => Promise<JsonValue | undefined>;

/**
 * Returns the stage that converts an outcome to a declared status, headers and a body. It returns a promise only for a
 * body that is generated. Throws a Problem for an outcome that is not a success.
 */
export function createRepresent(
  sample: SampleResponse,
): (outcome: Outcome, preferred: WithPreference) => MaybePromise<Represented> {
  return function represent(outcome, preferred) {
    if (outcome.kind === 'success') return representSuccess(outcome, preferred);
    if (outcome.kind !== 'example') throw toProblem(outcome, preferred.operation);
    const { success } = preferred.operation;
    const [mediaType] = success.mediaTypes;
    if (mediaType?.hasExample === true) return representExample(outcome, success, mediaType.example);
    return representSample(outcome, preferred, sample);
  };
}

async function representSample(
  outcome: Extract<Outcome, { kind: 'example' }>,
  { operation, preference }: WithPreference,
  sample: SampleResponse,
): Promise<Represented> {
  const represented = representExample(
    outcome,
    operation.success,
    await sample(operation, operation.success, preference),
  );
  if (preference.seed === undefined) return represented;
  return { ...represented, headers: { ...represented.headers, 'preference-applied': `seed=${preference.seed}` } };
}

function representExample(
  outcome: Extract<Outcome, { kind: 'example' }>,
  success: ResponseObject,
  body: JsonValue | undefined,
): Represented {
  return {
    status: toStatus(success),
    headers: { [PRODUCT.simulatedHeader]: 'example', ...toLocation(outcome) },
    body,
    isExample: true,
  };
}

/** Converts a successful outcome. It is synchronous, so that a transaction can check its response before it commits. */
export function representSuccess(
  outcome: Extract<Outcome, { kind: 'success' }>,
  { operation: { success }, request }: WithPreference,
): Represented {
  return {
    status: outcome.status ?? toStatus(success),
    headers: { ...toHeaders(outcome.cookies, request.origin), ...toLocation(outcome) },
    body: outcome.body,
    ...(outcome.text === undefined ? {} : { text: outcome.text }),
    ...(outcome.stream === undefined ? {} : { stream: outcome.stream }),
    ...(outcome.mediaType === undefined ? {} : { mediaType: outcome.mediaType }),
    isExample: false,
  };
}

/** Converts an outcome that is not a success to a Problem in the platform's wording. */
function toProblem(outcome: Exclude<Outcome, { kind: 'success' | 'example' }>, operation: Operation): Problem {
  switch (outcome.kind) {
    case 'not_found':
      return new Problem('RECORD_NOT_FOUND', {
        message: outcome.message ?? `No query results for model [App\\Models\\${outcome.model}] ${outcome.key}`,
      });
    case 'forbidden':
      return new Problem('FORBIDDEN', outcome.message === undefined ? {} : { message: outcome.message });
    case 'conflict':
      return new Problem('STATE_CONFLICT', { message: outcome.message, remedy: outcome.remedy });
    case 'failed':
      return new Problem('UPSTREAM_FAILED', { status: outcome.status, message: outcome.message });
    case 'invalid':
      return new Problem('VALIDATION_FAILED', { violations: sortByProperty(outcome.violations, operation) });
  }
}

function toHeaders(cookies: readonly OutcomeCookie[] | undefined, origin: string): Represented['headers'] {
  return cookies === undefined ? {} : { 'set-cookie': cookies.map((cookie) => toSetCookie(cookie, origin)) };
}

function toLocation({ location }: { readonly location?: string }): Represented['headers'] {
  return location === undefined ? {} : { location };
}

/** Returns a ResponseObject's status: the first one of a class (`4XX` is 400), and 200 for `default`. */
export function toStatus({ code }: ResponseObject): number {
  const status = Number.parseInt(code.replaceAll(/X/gi, '0'), 10);
  return Number.isNaN(status) ? 200 : status;
}
