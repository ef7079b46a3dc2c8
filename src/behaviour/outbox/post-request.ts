import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { redactPath, redactQuery } from '../../kernel/secrets/redaction.ts';
import { toReceiver } from '../../kernel/to-receiver.ts';
import { createEntry, HTTP_REQUEST, OUTBOX, post, type SideEffect } from '../../store/port/outbox.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { keepSettled } from './keep-settled.ts';

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
 * What became of a request: it is sent after the commit; its server may not be sent to, or the URL is not complete, and
 * nothing is kept; or it is not sent, and is among the failed deliveries.
 */
export type Posted =
  | { readonly kind: 'pending'; readonly id: string }
  | { readonly kind: 'not_allowed' }
  | { readonly kind: 'failed'; readonly id: string; readonly reason: string };

/** Posts a request, to be sent after the commit. One that exceeds a limit is given up immediately. */
export function postRequest(
  transaction: Transaction,
  { method, url, headers, body }: OutgoingRequest,
  { world, allowedReceivers, cause }: PostRequestContext,
): Posted {
  const receiver = toReceiver(url);
  if (receiver === undefined || !allowedReceivers.has(receiver)) return { kind: 'not_allowed' };
  const { href } = new URL(url);
  const isText = typeof body === 'string' || body === null;
  const payload = {
    method,
    url: href,
    headers: isText ? headers : { 'content-type': 'application/json', ...headers },
    body: isText ? (body ?? '') : JSON.stringify(body),
  };
  const effect = { kind: HTTP_REQUEST, receiver, payload, summary: summarize(method, href), cause };
  const reason = findExceededLimit(transaction, href, world);
  return reason === undefined
    ? { kind: 'pending', id: post(transaction, effect, world) }
    : { kind: 'failed', id: giveUp(transaction, effect, { reason, world }), reason };
}

/** Returns why a request is not sent; undefined when it is within the limits. */
function findExceededLimit(transaction: Transaction, url: string, { name }: World): string | undefined {
  if (url.length > MAX_URL) return `The URL is longer than ${MAX_URL} characters.`;
  const pending = transaction.all(OUTBOX.name).filter((entry) => entry['world'] === name).length;
  if (pending < MAX_PENDING) return undefined;
  return `The world has ${MAX_PENDING} pending deliveries, and may not have more.`;
}

/** Puts a request among the failed deliveries, as if its first try had failed. Returns the delivery id. */
function giveUp(
  transaction: Transaction,
  effect: SideEffect,
  { reason, world }: { readonly reason: string; readonly world: World },
): string {
  const { deliveryId, entry } = createEntry(transaction, effect, world);
  const result = { kind: 'failed', message: reason, isFinal: true } as const;
  keepSettled(transaction, entry, { result, now: world.clock.now(), tries: [] });
  return deliveryId;
}

/** Returns the method and the URL without secrets. */
function summarize(method: string, url: string): string {
  const { origin, pathname, search } = new URL(url.slice(0, MAX_URL));
  const query = search === '' ? '' : `?${redactQuery(search.slice(1))}`;
  return `${method} ${origin}${redactPath(pathname)}${query}`.slice(0, MAX_SUMMARY);
}

/** The deliveries that a world may have pending: each commit looks at all of them. */
export const MAX_PENDING = 1000;
/** In characters, once it is encoded. */
const MAX_URL = 2000;
/** In characters. */
const MAX_SUMMARY = 500;
