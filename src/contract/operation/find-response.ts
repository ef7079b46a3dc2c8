import type { Operation, ResponseObject } from '../model/contract.ts';

/**
 * Returns the response that an operation declares for a status: by its code, its class (`4XX`) or `default` (OpenAPI
 * 3.1 section 4.8.16), or undefined when there is none.
 */
export function findResponse(
  { responses, success }: Pick<Operation, 'responses' | 'success'>,
  status: number,
): ResponseObject | undefined {
  const own =
    responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default');
  return own ?? (String(status) === success.code ? success : undefined);
}
