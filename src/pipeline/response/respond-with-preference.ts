import type { JsonValue } from '../../kernel/json/json.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toPreferenceApplied } from '../request/parse-prefer.ts';
import type { WithPreference, Represented } from '../exchange/stages.ts';
import { findPreferredResponse } from '../request/prefer.ts';
import type { Preference } from '../exchange/stages.ts';
import { toStatus, type SampleResponse } from './represent.ts';

/**
 * Returns a function that builds the response that the client prefers, without running the operation's rule: nothing is
 * changed. Undefined when the client prefers no status, example or generated body.
 */
export function createRespondWithPreference(
  sample: SampleResponse,
): (preferred: WithPreference) => Promise<Represented | undefined> {
  return async function respondWithPreference({ operation, preference }) {
    if (preference.status === undefined && preference.example === undefined && !preference.isDynamic) return undefined;
    const response = findPreferredResponse(operation, preference.status) ?? operation.success;
    const status = preference.status ?? toStatus(response);
    const mediaType = response.mediaTypes[0];
    const example: JsonValue | undefined =
      preference.example === undefined ? mediaType?.example : mediaType?.examples.get(preference.example);
    const isSampled = (preference.isDynamic && preference.example === undefined) || example === undefined;
    const body = isSampled && hasBody(status) ? ((await sample(operation, response, preference)) ?? example) : example;
    return {
      status,
      headers: {
        ...toErrorHeaders(status),
        [PRODUCT.simulatedHeader]: isSampled ? 'sample' : 'example',
        'preference-applied': toApplied(preference, isSampled),
      },
      body: hasBody(status) ? body : undefined,
      isExample: true,
    };
  };
}

/** Returns the preferences that a response honours. `dynamic` and `seed` count only when the body was generated. */
function toApplied({ status, example, isDynamic, seed }: Preference, isSampled: boolean): string {
  return toPreferenceApplied([
    ...(status === undefined ? [] : [['code', String(status)] as const]),
    ...(example === undefined ? [] : [['example', example] as const]),
    ...(isSampled && isDynamic ? [['dynamic', 'true'] as const] : []),
    ...(isSampled && seed !== undefined ? [['seed', seed] as const] : []),
  ]);
}

/** Returns whether a response with this status may have a body (RFC 9110 section 15). */
export function hasBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}

/** Returns the headers of an error response with this status. */
export function toErrorHeaders(status: number): Readonly<Record<string, string>> {
  const code = CODES[status];
  return {
    ...(code === undefined ? {} : { [PRODUCT.errorHeader]: code }),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(status === 429 || status === 503 ? { 'retry-after': '1' } : {}),
  };
}

/** The error code of each status. */
const CODES: Readonly<Record<number, ProblemCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'RECORD_NOT_FOUND',
  409: 'STATE_CONFLICT',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'VALIDATION_FAILED',
  429: 'UPSTREAM_FAILED',
  500: 'SERVER_ERROR',
  502: 'UPSTREAM_FAILED',
  503: 'STORE_UNAVAILABLE',
  504: 'UPSTREAM_FAILED',
};
