import { isJsonMediaType } from '../../contract/schema/media-type-name.ts';
import type { MediaType, Operation } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import { hasBody, toErrorHeaders } from '../sources/error-headers.ts';
import type { WithPreference } from '../exchange/stages.ts';
import { NO_PREFERENCE } from '../request/prefer.ts';
import type { SampleResponse } from '../sources/represent.ts';
import type { Outgoing } from '../response/send.ts';

/** The status, headers and body of an error; without a body, one is created. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}

/** The request that an error responds to, and what creates a body for it. */
export interface ErrorResponseContext {
  readonly preferred: WithPreference;
  readonly sample: SampleResponse;
}

/** Creates the response of a fault: its own body, or one that satisfies what the operation declares for the status. */
export async function createErrorResponse(
  { status, headers = {}, body }: ErrorResponse,
  { preferred, sample }: ErrorResponseContext,
): Promise<Outgoing> {
  const all = {
    ...toErrorHeaders(status),
    ...(status === TOO_MANY ? { [PRODUCT.errorHeader]: 'TOO_MANY_REQUESTS' satisfies ProblemCode } : {}),
    [PRODUCT.simulatedHeader]: 'fault',
    ...toLowerCase(headers),
  };
  if (!hasBody(status)) return { status, headers: all, body: undefined, mediaType: '' };
  if (body !== undefined)
    return { status, headers: all, body, mediaType: typeof body === 'string' ? 'text/plain' : 'application/json' };
  return { status, headers: all, ...(await createBody(preferred.operation, status, sample)) };
}

async function createBody(
  operation: Operation,
  status: number,
  sample: SampleResponse,
): Promise<Pick<Outgoing, 'body' | 'mediaType'>> {
  const platformBody: JsonObject = {
    message: MESSAGES[status] ?? (status >= 500 ? 'Server Error' : 'The request was rejected.'),
  };
  const declared = findResponse(operation, status);
  const mediaType = declared?.mediaTypes.find(({ name }) => isJsonMediaType(name)) ?? declared?.mediaTypes[0];
  if (declared === undefined || mediaType?.schema === undefined)
    return { body: platformBody, mediaType: 'application/json' };
  return {
    body: await chooseBody(platformBody, mediaType, () =>
      sample(operation, { ...declared, mediaTypes: [mediaType] }, NO_PREFERENCE),
    ),
    mediaType: mediaType.name,
  };
}

/** Prefers the platform's own wording when it is valid, then an example, then a generated body. */
async function chooseBody(
  platformBody: JsonObject,
  mediaType: MediaType,
  generate: () => Promise<JsonValue | undefined>,
): Promise<JsonValue> {
  const valid = [platformBody, mediaType.example].find(
    (value) => value !== undefined && mediaType.validate(value).length === 0,
  );
  return valid ?? mediaType.example ?? (await generate()) ?? platformBody;
}

function toLowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const TOO_MANY = 429;

/** The platform's messages by status. */
const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Unauthenticated.',
  403: 'This action is unauthorized.',
  404: 'Not found.',
  419: 'CSRF token mismatch.',
  429: 'Too Many Attempts.',
  500: 'Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
