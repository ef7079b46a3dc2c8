import { RecentMap } from '../../kernel/recent-map.ts';
import type { Operation } from '../../contract/model/contract.ts';
import type { World } from '../../store/port/world.ts';
import type { ResponseChecker } from './check.ts';
import type { CheckedResponse } from '../exchange/stages.ts';
import type { ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';
import type { ValidatedRequest, Trace } from '../exchange/observe.ts';
import type { Validated } from '../exchange/stages.ts';

/** An answer to a read, with what was learnt of the request on its way. */
export interface CachedResponse {
  readonly response: ExchangeResponse;
  readonly validated: ValidatedRequest;
  readonly checked: CheckedResponse;
}

/** The place of one request's answer among those that are kept. */
export interface CacheSlot {
  /** Undefined where there is none, or where the state is not what it was made from. */
  readonly cached: CachedResponse | undefined;
  /**
   * To be called with what was made from the state as it was when the place was asked for; not kept where the state has
   * changed meanwhile.
   */
  store(answer: CachedResponse): void;
}

/** Finds the place of a request's answer in its world; undefined for requests whose answers are not kept. */
export type FindCacheSlot = (request: ExchangeRequest, world: World) => CacheSlot | undefined;

/**
 * Answers to reads, kept with the version of the state that they were made from: the same request of the same state is
 * answered the same, whatever stages it would pass. Whoever keeps one vouches for that it depends on nothing else: not
 * on the time, not on chance. `variant` tells apart what else is set at the moment.
 */
export function createResponseCache(variant: () => string): FindCacheSlot {
  const recent = new RecentMap<string, CacheEntry>(MAX_KEPT);
  return function findPlace(request, { name, store }) {
    if (!READING.has(request.method)) return undefined;
    const { revision } = store;
    const key = toKey(request, `${name}\n${variant()}`);
    const kept = recent.get(key);
    return {
      cached: kept?.revision === revision ? kept.answer : undefined,
      store: (answer) => {
        if (store.revision === revision) recent.set(key, { revision, answer }, sizeOf(answer, key));
      },
    };
  };
}

/** Whether the key of a request is all that an operation takes of it: neither a body, nor its id as a parameter. */
export function isCacheable({ body, parameters }: Operation): boolean {
  return (
    body === undefined &&
    !parameters.some(({ in: location, name }) => location === 'header' && name.toLowerCase() === ID)
  );
}

/** What is to be kept of an answer. The request and its world are not to be kept alive. */
export function toCachedResponse(
  response: ExchangeResponse,
  { request: _, world: __, ...sent }: Validated,
  checked: CheckedResponse,
): CachedResponse {
  return { response, validated: sent, checked };
}

/** A kept answer as that to another request, whose way is noted as if it had gone it. */
export function replay(
  { response, validated: sent, checked }: CachedResponse,
  trace: Trace,
  check: ResponseChecker,
): ExchangeResponse {
  trace.operation = sent.operation;
  trace.validated = sent;
  trace.checked = checked;
  check.add(sent.operation, checked);
  return response;
}

interface CacheEntry {
  /** No two states have the same one, whichever world they are of. */
  readonly revision: object;
  readonly answer: CachedResponse;
}

/** All that a request is, but for its id. Neither a target nor a header has a line break. */
function toKey({ method, path, query, origin, headers }: ExchangeRequest, prefix: string): string {
  let key = `${prefix}\n${method} ${path}?${query}\n${origin}`;
  for (const name in headers) if (name !== ID) key += `\n${name}:${headers[name] ?? ''}`;
  return key;
}

/**
 * In bytes: the text (with its bytes it takes three times its length), the key, and about as much as the rest takes.
 */
function sizeOf({ response: { body } }: CachedResponse, key: string): number {
  return (body?.length ?? 0) * 3 + key.length * 2 + REST_SIZE;
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const ID = 'x-request-id';
/** In bytes. */
const MAX_KEPT = 12 * 1024 * 1024;
const REST_SIZE = 2000;
