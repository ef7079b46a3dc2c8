import type { Simulator } from '../../src/index.ts';
import type { ContractRequest } from '../support/contract-requests.ts';

/** An answer whole, headers included, as text to be compared. */
export async function sendWhole(
  place: Pick<Simulator, 'fetch'>,
  { method, path, query, headers, body }: ContractRequest,
): Promise<string> {
  const search = new URLSearchParams(query).toString();
  const init =
    body === undefined
      ? { method, headers }
      : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await place.fetch(`http://localhost${path}${search === '' ? '' : `?${search}`}`, init);
  return `${method} ${path} ${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
}

/** The same without what tells requests apart: the id of each, and what only the first use of a sandbox says. */
export async function sendPlain(place: Pick<Simulator, 'fetch'>, request: ContractRequest): Promise<string> {
  return (await sendWhole(place, request)).replaceAll(/\["x-(?:request-id|athena-sandbox-event)","[^"]*"\],?/g, '');
}
