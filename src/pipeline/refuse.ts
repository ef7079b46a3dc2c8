import type { Operation } from '../contract/contract.ts';
import { isJsonMediaType } from '../contract/media-type-name.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import { findResponse } from './check.ts';
import { toProvenance } from './provenance.ts';
import type { SampleResponse } from './represent.ts';
import type { Outgoing } from './send.ts';
import { toValidationBody } from './validation-messages.ts';

/** A problem as an answer: Laravel's body, or, where the operation declares another shape for the status, one that fits it. */
export function refuse(problem: Problem, operation: Operation | undefined, sample: SampleResponse): Outgoing {
  const headers = { ...problem.headers, ...toProvenance(operation), [PRODUCT.errorHeader]: problem.code };
  const declared = operation === undefined ? undefined : findResponse(operation, problem.status);
  const mediaType = declared?.mediaTypes.find(({ name }) => isJsonMediaType(name)) ?? declared?.mediaTypes[0];
  const body: JsonValue = toBody(problem);
  if (declared === undefined || mediaType?.schema === undefined || mediaType.validate(body).length === 0) {
    return { status: problem.status, headers, body, mediaType: 'application/json' };
  }
  return {
    status: problem.status,
    headers,
    body: mediaType.example ?? sample({ ...declared, mediaTypes: [mediaType] }) ?? body,
    mediaType: mediaType.name,
  };
}

function toBody(problem: Problem): JsonObject {
  return problem.code === 'VALIDATION_FAILED' ? { ...toValidationBody(problem.violations) } : { message: problem.message };
}
