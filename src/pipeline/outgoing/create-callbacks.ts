import { postRequest, type OutgoingRequest } from '../../behaviour/outbox/post-request.ts';
import { compileCallbacks, type Callback } from '../../contract/outgoing/declared-requests.ts';
import type { CompiledContract, MediaType, Operation } from '../../contract/model/contract.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import { toReceiver } from '../../kernel/to-receiver.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { Represented, WithPreference } from '../exchange/stages.ts';
import { chooseMediaType, NO_BODY, sampleBody, showsAll, writeBody, type DeclaredBodyDeps } from './declared-body.ts';
import { fillInExpressions, type ReadExchange } from './runtime-expression.ts';

/**
 * Returns what posts the callbacks of an exchange in a transaction; undefined when there is none to send: the response
 * is no success, the client has forced it, or no address may be sent to.
 */
export type PrepareCallbacks = (
  preferred: WithPreference,
  represented: Represented,
) => ((transaction: Transaction) => void) | undefined;

/** Dependencies of callbacks. */
export interface CallbackDeps extends DeclaredBodyDeps {
  readonly allowedReceivers: ReadonlySet<string>;
  readonly logger: Logger;
}

/** Prepares the callbacks of all operations that have some, by operationId. */
export function createCallbacks(contract: CompiledContract, deps: CallbackDeps): ReadonlyMap<string, PrepareCallbacks> {
  const prepared = contract.operations.flatMap((operation) => {
    const callbacks = compileCallbacks(contract, operation);
    return callbacks.length === 0 ? [] : [[operation.id, prepareCallbacks(operation, callbacks, deps)] as const];
  });
  return new Map(prepared);
}

function prepareCallbacks(operation: Operation, callbacks: readonly Callback[], deps: CallbackDeps): PrepareCallbacks {
  return (preferred, represented) => {
    if (represented.status >= FIRST_ERROR || isForced(preferred)) return undefined;
    const { world } = preferred;
    const exchange = toExchange(preferred, represented);
    const addressed = callbacks.flatMap((callback) => {
      const url = fillInExpressions(callback.address, exchange);
      return url === undefined || !isAllowed(url, { operation, callback, deps }) ? [] : [{ callback, url }];
    });
    if (addressed.length === 0) return undefined;
    return (transaction) => {
      for (const { callback, url } of addressed) {
        const request = toRequest(callback, url, { exchange, operation, transaction, deps });
        postRequest(transaction, request, { world, cause: `callbacks/${operation.id}/${callback.name}`, ...deps });
      }
    };
  };
}

/** A forced response changes nothing, and sends nothing. */
function isForced({ preference: { status, example, isDynamic } }: WithPreference): boolean {
  return status !== undefined || example !== undefined || isDynamic;
}

function toExchange(preferred: WithPreference, represented: Represented): ReadExchange {
  const { request, body, queryPairs, pathParameters } = preferred;
  const { status, headers, text } = represented;
  return {
    url: `${request.origin}${request.path}${request.query === '' ? '' : `?${request.query}`}`,
    method: request.method,
    request: { headers: request.headers, body, query: queryPairs, path: pathParameters },
    response: { headers, body: text === undefined ? represented.body : text.parse(), status },
  };
}

interface Sending {
  readonly operation: Operation;
  readonly callback: Callback;
  readonly deps: CallbackDeps;
}

/** Returns whether an address may be sent to. If not, it tells the log which server it is of. */
function isAllowed(url: string, { operation, callback, deps }: Sending): boolean {
  const receiver = toReceiver(url);
  if (receiver !== undefined && deps.allowedReceivers.has(receiver)) return true;
  const fields = { operationId: operation.id, callback: callback.name, receiver: receiver ?? null };
  deps.logger.warn(fields, 'A callback is not sent: no --allow-outgoing names its host and port.');
  return false;
}

interface RequestContext {
  readonly exchange: ReadExchange;
  readonly operation: Operation;
  readonly transaction: Transaction;
  readonly deps: CallbackDeps;
}

function toRequest(
  callback: Callback,
  url: string,
  { exchange, operation, transaction, deps }: RequestContext,
): OutgoingRequest {
  const { method } = callback;
  const mediaType = chooseMediaType(callback);
  if (mediaType === undefined) return { method, url, headers: NO_BODY.headers, body: NO_BODY.text };
  const { status, body: shown } = exchange.response;
  const isShown = shown !== undefined && isFitting(shown, mediaType, findResponse(operation, status)?.mediaTypes[0]);
  const value = isShown ? shown : sampleBody(mediaType, transaction, deps);
  const { headers, text } = writeBody(value, mediaType, deps);
  return { method, url, headers, body: text };
}

/** Returns whether a response's body fits a callback: it has the same schema, or all that the schema declares. */
function isFitting(shown: JsonValue, mediaType: MediaType, answered: MediaType | undefined): boolean {
  const isSame = mediaType.schema !== undefined && mediaType.schema === answered?.schema;
  return isSame || showsAll(shown, mediaType);
}

/** The lowest status of an error. */
const FIRST_ERROR = 400;
