import { RecentMap } from '../../kernel/recent-map.ts';
import type { Operation } from '../../contract/model/contract.ts';
import type { World } from '../../store/port/world.ts';
import type { ResponseChecker } from './check.ts';
import type { CheckedResponse } from '../exchange/stages.ts';
import type { ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';
import type { ValidatedRequest, Trace } from '../exchange/observe.ts';
import type { Validated } from '../exchange/stages.ts';

/** A cached response to a read, with what the stages recorded about its request. */
export interface CachedResponse {
  readonly response: ExchangeResponse;
  readonly validated: ValidatedRequest;
  readonly checked: CheckedResponse;
}

/** The cache entry of one request. */
export interface CacheSlot {
  /** Undefined when nothing is cached, or when the state has changed since. */
  readonly cached: CachedResponse | undefined;
  /** Caches a response, unless the state has changed since the slot was looked up. */
  store(cached: CachedResponse): void;
}

/** Finds the cache slot of a request in its world. Undefined for requests whose responses are not cached. */
export type FindCacheSlot = (request: ExchangeRequest, world: World) => CacheSlot | undefined;

/**
 * Creates the response cache. It stores responses to reads with the revision of the state that they were built from:
 * the same request in the same state gets the same response, without running the stages. A stored response may depend
 * on the request and the state only, not on the time or on randomness. `variant` is part of every key and names the
 * settings in force.
 */
export function createResponseCache(variant: () => string): FindCacheSlot {
  const entries = new RecentMap<string, CacheEntry>(MAX_CACHE_SIZE);
  return function findSlot(request, { name, store }) {
    if (!CACHED_METHODS.has(request.method)) return undefined;
    const { revision } = store;
    const key = toKey(request, `${name}\n${variant()}`);
    const entry = entries.get(key);
    return {
      cached: entry?.revision === revision ? entry.cached : undefined,
      store: (cached) => {
        if (store.revision === revision) entries.set(key, { revision, cached }, sizeOf(cached, key));
      },
    };
  };
}

/**
 * Returns whether the cache key covers all inputs of an operation: it has no body, and the request id is not a
 * parameter.
 */
export function isCacheable({ body, parameters }: Operation): boolean {
  return (
    body === undefined &&
    !parameters.some(({ in: location, name }) => location === 'header' && name.toLowerCase() === REQUEST_ID)
  );
}

/**
 * Returns the cacheable part of an exchange. It holds no reference to the request and its world, so both can be freed.
 */
export function toCachedResponse(
  response: ExchangeResponse,
  { request: _, world: __, ...validated }: Validated,
  checked: CheckedResponse,
): CachedResponse {
  return { response, validated, checked };
}

/** Returns a cached response, and fills the trace and the counters as if the request had passed the stages. */
export function replay(
  { response, validated, checked }: CachedResponse,
  trace: Trace,
  checker: ResponseChecker,
): ExchangeResponse {
  trace.operation = validated.operation;
  trace.validated = validated;
  trace.checked = checked;
  checker.add(validated.operation, checked);
  return response;
}

interface CacheEntry {
  /** Unique to one state of one world. */
  readonly revision: object;
  readonly cached: CachedResponse;
}

/**
 * Returns a key of everything in a request except its id. Lines separate the parts: no target or header has a line
 * break.
 */
function toKey({ method, path, query, origin, headers }: ExchangeRequest, prefix: string): string {
  let key = `${prefix}\n${method} ${path}?${query}\n${origin}`;
  for (const name in headers) if (name !== REQUEST_ID) key += `\n${name}:${headers[name] ?? ''}`;
  return key;
}

/** Returns an estimate in bytes: the body as text and encoded (three bytes per character), the key, and the rest. */
function sizeOf({ response: { body } }: CachedResponse, key: string): number {
  return (body?.length ?? 0) * 3 + key.length * 2 + ENTRY_OVERHEAD;
}

const CACHED_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const REQUEST_ID = 'x-request-id';
/** In bytes. */
const MAX_CACHE_SIZE = 12 * 1024 * 1024;
/** In bytes. */
const ENTRY_OVERHEAD = 2000;
