import { RecentMap } from '../../kernel/recent-map.ts';
import type { Operation } from '../../contract/model/contract.ts';
import { parseCookies } from '../sandbox/cookies.ts';
import { trackHeaders, type HeaderReads, type TrackedRequest } from '../request/track-headers.ts';
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
  /** Returns the request and its cookies, which record what is read. The response must be built from them. */
  readonly track: () => TrackedRequest;
  /** Caches a response, unless the state has changed since the slot was looked up. */
  store(cached: CachedResponse): void;
}

/** Finds the cache slot of an operation's request. Undefined for requests whose responses are not cached. */
export type FindCacheSlot = (request: ExchangeRequest, operation: Operation, world: World) => CacheSlot | undefined;

/**
 * Creates the response cache. It stores responses to reads with the revision of the state that they were built from:
 * the same request in the same state gets the same response, without running the stages. Requests are the same if they
 * agree in the target and in the headers and cookies that the stages have read for the operation. A stored response may
 * depend on the request and the state only, not on the time or on randomness. `variant` is part of every key and names
 * the settings in force.
 */
export function createResponseCache(variant: () => string): FindCacheSlot {
  const entries = new RecentMap<string, CacheEntry>(MAX_CACHE_SIZE);
  const namesByOperation = new WeakMap<Operation, KeyNames>();
  return function findSlot(request, operation, { name, store }) {
    if (!CACHED_METHODS.has(request.method) || operation.body !== undefined) return undefined;
    const { revision } = store;
    const prefix = `${name}\n${variant()}`;
    const entry = entries.get(toKey(request, prefix, namesByOperation.get(operation) ?? NO_NAMES));
    let tracked: TrackedRequest | undefined;
    return {
      cached: entry?.revision === revision ? entry.cached : undefined,
      track: () => (tracked ??= trackHeaders(request)),
      store: (cached) => {
        const names = tracked && addNames(namesByOperation.get(operation) ?? NO_NAMES, tracked.reads);
        if (names === undefined || store.revision !== revision) return;
        namesByOperation.set(operation, names);
        const key = toKey(request, prefix, names);
        entries.set(key, { revision, cached }, sizeOf(cached, key));
      },
    };
  };
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

/** The headers and cookies that are part of an operation's cache keys: all that the stages have read for it so far. */
interface KeyNames {
  readonly headers: readonly string[];
  readonly cookies: readonly string[];
}

/**
 * Adds the names that were read for one response. Returns the same object if it has them all, and undefined if the
 * response may depend on headers or cookies that were not read by name.
 */
function addNames(known: KeyNames, { headers, cookies }: HeaderReads): KeyNames | undefined {
  if (headers.isListed || cookies.isListed) return undefined;
  if (isSubset(headers.names, known.headers) && isSubset(cookies.names, known.cookies)) return known;
  return {
    headers: [...new Set([...known.headers, ...headers.names])],
    cookies: [...new Set([...known.cookies, ...cookies.names])],
  };
}

function isSubset(names: ReadonlySet<string>, known: readonly string[]): boolean {
  for (const name of names) if (!known.includes(name)) return false;
  return true;
}

/**
 * Returns a key of the target, the origin, and the headers and cookies of these names. Lines separate the parts: no
 * target or header has a line break. A cookie's value may have one, so it is quoted.
 */
function toKey({ method, path, query, origin, headers }: ExchangeRequest, prefix: string, names: KeyNames): string {
  let key = `${prefix}\n${method} ${path}?${query}\n${origin}`;
  for (const name of names.headers) if (Object.hasOwn(headers, name)) key += `\n${name}:${headers[name] ?? ''}`;
  const cookie = names.cookies.length === 0 ? undefined : headers['cookie'];
  if (cookie === undefined) return key;
  const cookies = parseCookies(cookie);
  for (const name of names.cookies)
    if (Object.hasOwn(cookies, name)) key += `\n;${JSON.stringify([name, cookies[name]])}`;
  return key;
}

/** Returns an estimate in bytes: the body as text and encoded (three bytes per character), the key, and the rest. */
function sizeOf({ response: { body } }: CachedResponse, key: string): number {
  return (body?.length ?? 0) * 3 + key.length * 2 + ENTRY_OVERHEAD;
}

const CACHED_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const NO_NAMES: KeyNames = { headers: [], cookies: [] };
/** In bytes. */
const MAX_CACHE_SIZE = 12 * 1024 * 1024;
/** In bytes. */
const ENTRY_OVERHEAD = 2000;
