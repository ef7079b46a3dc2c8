import type { Operation } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { Preference, Represented } from '../exchange/stages.ts';
import { toPreferenceApplied } from '../request/parse-prefer.ts';
import { findPreferredResponse } from '../request/prefer.ts';
import { hasBody, toErrorHeaders } from './error-headers.ts';
import { toStatus, type SampleResponse } from './represent.ts';
import type { PrepareResponseSource } from './response-source.ts';

/**
 * Prepares the source of responses that the client forces with `Prefer`. It does not run the operation's rule, so
 * nothing is changed. It leaves requests that prefer no status, example or generated body.
 */
export const prepareForced: PrepareResponseSource = ({ sample }) => ({
  name: 'forced',
  respond: ({ operation, preference }) =>
    preference.status === undefined && preference.example === undefined && !preference.isDynamic
      ? undefined
      : force(operation, preference, sample),
});

async function force(operation: Operation, preference: Preference, sample: SampleResponse): Promise<Represented> {
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
