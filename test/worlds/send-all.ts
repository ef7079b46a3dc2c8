import type { Simulator } from '../../src/index.ts';
import type { ContractRequest } from '../support/contract-requests.ts';

/** Sends a request and returns the complete response, headers included, as text to compare. */
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

/** Does the same, without the headers that differ per request: its id, and the events of a sandbox's first use. */
export async function sendPlain(place: Pick<Simulator, 'fetch'>, request: ContractRequest): Promise<string> {
  return (await sendWhole(place, request)).replaceAll(/\["x-(?:request-id|athena-sandbox-event)","[^"]*"\],?/g, '');
}
