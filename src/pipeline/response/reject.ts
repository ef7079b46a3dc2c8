import type { Operation } from '../../contract/model/contract.ts';
import { isJsonMediaType } from '../../contract/schema/media-type-name.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { ExchangeRequest } from '../exchange/exchange.ts';
import { toProvenance } from './provenance.ts';
import { NO_PREFERENCE } from '../request/prefer.ts';
import type { SampleResponse } from '../sources/represent.ts';
import type { Outgoing } from './send.ts';
import { toValidationBody } from '../request/messages/validation-messages.ts';

/** A rejected request. `operation` is undefined when the request was rejected before an operation was matched. */
export interface Rejection {
  readonly problem: Problem;
  readonly operation: Operation | undefined;
  readonly request: ExchangeRequest;
}

/** Builds the response to a rejected request. */
export type Reject = (rejection: Rejection) => Promise<Outgoing>;

/**
 * Returns a Reject that responds as the platform does: with Laravel's body, or with a body of the shape that the
 * operation declares for the status.
 */
export function createReject(sample: SampleResponse): Reject {
  return (rejection) => rejectRequest(rejection, sample);
}

async function rejectRequest({ problem, operation, request }: Rejection, sample: SampleResponse): Promise<Outgoing> {
  const headers = {
    ...problem.headers,
    ...toProvenance(operation, problem.status),
    [PRODUCT.errorHeader]: problem.code,
  };
  const body: JsonValue = toBody(problem, request);
  const outgoing = { status: problem.status, headers, body, mediaType: 'application/json' };
  const declared = operation === undefined ? undefined : findResponse(operation, problem.status);
  if (operation === undefined || declared === undefined) return outgoing;
  const mediaType = declared.mediaTypes.find(({ name }) => isJsonMediaType(name)) ?? declared.mediaTypes[0];
  if (mediaType?.schema === undefined || problem.code === 'SERVER_ERROR' || mediaType.validate(body).length === 0)
    return outgoing;
  const declaredBody =
    mediaType.example ?? (await sample(operation, { ...declared, mediaTypes: [mediaType] }, NO_PREFERENCE)) ?? body;
  return { ...outgoing, body: declaredBody, mediaType: mediaType.name };
}

function toBody(problem: Problem, { id }: ExchangeRequest): JsonObject {
  if (problem.code === 'SERVER_ERROR') return { message: problem.message, request_id: id };
  return problem.code === 'VALIDATION_FAILED'
    ? { ...toValidationBody(problem.violations) }
    : { message: problem.message };
}
