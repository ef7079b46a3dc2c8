import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { redactPath, redactQuery } from '../../kernel/secrets/redaction.ts';
import { toReceiver } from '../../kernel/to-receiver.ts';
import { HTTP_REQUEST, post } from '../../store/port/outbox.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';

/** A request to another server, with its credentials. A body that is not a text is sent as JSON. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: JsonObject;
  readonly body: JsonValue;
}

/** Where a request is posted. */
export interface PostRequestContext {
  readonly world: World;
  /** The servers that requests may be sent to, as `host:port`. */
  readonly allowedReceivers: ReadonlySet<string>;
  /** What the request is sent for, such as a record. */
  readonly cause: string;
}

/**
 * Posts a request, to be sent after the commit. Returns its delivery id; undefined when its server may not be sent to,
 * or the URL is not complete: nothing is sent then.
 */
export function postRequest(
  transaction: Transaction,
  { method, url, headers, body }: OutgoingRequest,
  { world, allowedReceivers, cause }: PostRequestContext,
): string | undefined {
  const receiver = toReceiver(url);
  if (receiver === undefined || !allowedReceivers.has(receiver)) return undefined;
  const isText = typeof body === 'string' || body === null;
  const payload = {
    method,
    url,
    headers: isText ? headers : { 'content-type': 'application/json', ...headers },
    body: isText ? (body ?? '') : JSON.stringify(body),
  };
  return post(transaction, { kind: HTTP_REQUEST, receiver, payload, summary: summarize(method, url), cause }, world);
}

/** Returns the method and the URL without secrets. */
function summarize(method: string, url: string): string {
  const { origin, pathname, search } = new URL(url);
  const query = search === '' ? '' : `?${redactQuery(search.slice(1))}`;
  return `${method} ${origin}${redactPath(pathname)}${query}`.slice(0, MAX_SUMMARY);
}

/** In characters. */
const MAX_SUMMARY = 500;
