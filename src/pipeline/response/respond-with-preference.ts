import type { JsonValue } from '../../kernel/json/json.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toPreferenceApplied } from '../request/parse-prefer.ts';
import type { Preferred, Represented } from '../exchange/stages.ts';
import { findPreferredResponse } from '../request/prefer.ts';
import type { Preference } from '../exchange/stages.ts';
import { toStatus, type SampleResponse } from './represent.ts';

/**
 * Answers as the client wishes, without the operation's rule: nothing is changed. Undefined where it wishes for nothing
 * of the kind.
 */
export function createRespondWithPreference(
  sample: SampleResponse,
): (preferred: Preferred) => Promise<Represented | undefined> {
  return async function force({ operation, preference: wish }) {
    if (wish.status === undefined && wish.example === undefined && !wish.isDynamic) return undefined;
    const response = findPreferredResponse(operation, wish.status) ?? operation.success;
    const status = wish.status ?? toStatus(response);
    const mediaType = response.mediaTypes[0];
    const known: JsonValue | undefined =
      wish.example === undefined ? mediaType?.example : mediaType?.examples.get(wish.example);
    const isSampled = (wish.isDynamic && wish.example === undefined) || known === undefined;
    const made = isSampled && hasBody(status) ? ((await sample(operation, response, wish)) ?? known) : known;
    return {
      status,
      headers: {
        ...toErrorHeaders(status),
        [PRODUCT.simulatedHeader]: isSampled ? 'sample' : 'example',
        'preference-applied': toApplied(wish, isSampled),
      },
      body: hasBody(status) ? made : undefined,
      isExample: true,
    };
  };
}

/** What of a wish an answer honours: a seed and `dynamic` where its body was made up. */
function toApplied({ status, example, isDynamic, seed }: Preference, isSampled: boolean): string {
  return toPreferenceApplied([
    ...(status === undefined ? [] : [['code', String(status)] as const]),
    ...(example === undefined ? [] : [['example', example] as const]),
    ...(isSampled && isDynamic ? [['dynamic', 'true'] as const] : []),
    ...(isSampled && seed !== undefined ? [['seed', seed] as const] : []),
  ]);
}

/** Whether an answer of this status may have a body (RFC 9110 section 15). */
export function hasBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}

/** The headers that a refusal of this status carries. */
export function toErrorHeaders(status: number): Readonly<Record<string, string>> {
  const code = CODES[status];
  return {
    ...(code === undefined ? {} : { [PRODUCT.errorHeader]: code }),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(status === 429 || status === 503 ? { 'retry-after': '1' } : {}),
  };
}

/** The code that an operation is refused with, by status. */
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
