import type { Operation, ResponseObject } from '../model/contract.ts';

/** What an operation declares for a status: itself, its class, or the default (OpenAPI 3.1 section 4.8.16). */
export function findResponse(
  { responses, success }: Pick<Operation, 'responses' | 'success'>,
  status: number,
): ResponseObject | undefined {
  const own =
    responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default');
  return own ?? (String(status) === success.code ? success : undefined);
}
