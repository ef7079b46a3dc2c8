import { RecentMap } from '../../kernel/recent-map.ts';
import type { Operation } from '../../contract/model/contract.ts';
import { parseCookies } from '../sandbox/cookies.ts';
import { trackHeaders, type HeaderReads, type TrackedRequest } from '../request/track-headers.ts';
import type { Store } from '../../store/port/store.ts';
import type { Dependencies } from '../../behaviour/representation/tracking/dependencies.ts';
import { TrackedStore } from '../../behaviour/representation/tracking/tracked-store.ts';
import type { World } from '../../store/port/world.ts';
import type { ResponseChecker } from './check.ts';
import { toCachedEvidence, type Evidence } from '../exchange/evidence.ts';
import type { CheckedResponse } from '../exchange/stages.ts';
import type { ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';
import type { ValidatedRequest, Trace } from '../exchange/observe.ts';
import type { Validated } from '../exchange/stages.ts';

/** A cached response to a read, with what the stages recorded about its request. */
export interface CachedResponse {
  readonly response: ExchangeResponse;
  readonly validated: ValidatedRequest;
  readonly checked: CheckedResponse;
  /** Shared by all requests that the response is sent to. */
  readonly evidence: Evidence | undefined;
}

/** The cache entry of one request. */
export interface CacheSlot {
  /** Undefined when nothing is cached, or when the state has changed since. */
  readonly cached: CachedResponse | undefined;
  /**
   * Returns the request, its cookies and its world, which record what is read. The response must be built from them.
   */
  readonly track: () => TrackedInput;
  /** Caches a response, unless the state has changed since the slot was looked up. */
  store(cached: CachedResponse): void;
}

/** What a response is derived from, each recording what is read from it. */
export interface TrackedInput extends Pick<TrackedRequest, 'request' | 'cookies'> {
  readonly viewedWorld: World;
}

/** Finds the cache slot of an operation's request. Undefined for requests whose responses are not cached. */
export type FindCacheSlot = (request: ExchangeRequest, operation: Operation, world: World) => CacheSlot | undefined;

/**
 * Creates the response cache. It stores responses to reads with everything that they were derived from. A request gets
 * a stored response again, without running the stages, if two things hold:
 *
 * - It agrees in the target, and in the headers and cookies that the stages have read for the operation.
 * - What was read from the state is unchanged. While nothing at all has changed, this is one comparison.
 *
 * A stored response may depend on the request and the state only, not on the time or on randomness. `variant` is part
 * of every key and names the settings in force.
 */
export function createResponseCache(variant: () => string): FindCacheSlot {
  const entries = new RecentMap<string, CacheEntry>(MAX_CACHE_SIZE);
  const namesByOperation = new WeakMap<Operation, KeyNames>();
  return function findSlot(request, operation, world) {
    if (!CACHED_METHODS.has(request.method) || operation.body !== undefined) return undefined;
    const prefix = `${world.name}\n${variant()}`;
    const entry = entries.get(toKey(request, prefix, namesByOperation.get(operation) ?? NO_NAMES));
    let tracking: Tracking | undefined;
    return {
      cached: entry !== undefined && isCurrent(entry, world.store) ? entry.cached : undefined,
      track: () => (tracking ??= startTracking(request, world)).input,
      store: (cached) => {
        const names = tracking && addNames(namesByOperation.get(operation) ?? NO_NAMES, tracking.reads);
        const dependencies = names && tracking?.findDependencies();
        if (names === undefined || dependencies === undefined) return;
        namesByOperation.set(operation, names);
        const key = toKey(request, prefix, names);
        const { revision } = world.store;
        entries.set(key, { revision, dependencies, cached }, sizeOf(cached, key, dependencies));
      },
    };
  };
}

/** The input of the stages for one request, and what they have read from it. */
interface Tracking {
  readonly input: TrackedInput;
  readonly reads: HeaderReads;
  /** Returns what was read from the state. Undefined if a part was not recorded, or has changed since it was read. */
  readonly findDependencies: () => Dependencies | undefined;
}

function startTracking(request: ExchangeRequest, world: World): Tracking {
  const { revision } = world.store;
  const store = new TrackedStore(world.store);
  const { reads, ...input } = trackHeaders(request);
  return {
    input: { ...input, viewedWorld: { ...world, store } },
    reads,
    findDependencies: () => (world.store.revision === revision ? store.dependencies : undefined),
  };
}

/** Returns whether an entry is current. One comparison suffices if the store has not changed since the last check. */
function isCurrent(entry: CacheEntry, store: Store): boolean {
  if (entry.revision === store.revision) return true;
  if (!entry.dependencies.areUnchanged(store)) return false;
  entry.revision = store.revision;
  return true;
}

/**
 * Returns the cacheable part of an exchange. It holds no reference to the request and its world, so both can be freed.
 */
export function toCachedResponse(
  response: ExchangeResponse,
  { request: _, world: __, viewedWorld: ___, ...validated }: Validated,
  { checked, evidence }: { readonly checked: CheckedResponse; readonly evidence: Evidence | undefined },
): CachedResponse {
  return { response, validated, checked, evidence: evidence && toCachedEvidence(evidence) };
}

/** Returns a cached response, and fills the trace and the counters as if the request had passed the stages. */
export function replay(
  { response, validated, checked, evidence }: CachedResponse,
  trace: Trace,
  checker: ResponseChecker,
): ExchangeResponse {
  trace.operation = validated.operation;
  trace.validated = validated;
  trace.checked = checked;
  trace.evidence = evidence;
  checker.add(validated.operation, checked);
  return response;
}

interface CacheEntry {
  /** The revision of the store in which the dependencies were last found unchanged. */
  revision: object;
  readonly dependencies: Dependencies;
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

/** Estimates the size in bytes: the body as text and encoded (three bytes per character), the key, and the reads. */
function sizeOf({ response: { body } }: CachedResponse, key: string, { size }: Dependencies): number {
  return (body?.length ?? 0) * 3 + key.length * 2 + size * READ_BYTES + ENTRY_OVERHEAD;
}

const CACHED_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const NO_NAMES: KeyNames = { headers: [], cookies: [] };
/** In bytes. */
const MAX_CACHE_SIZE = 12 * 1024 * 1024;
/** In bytes. */
const ENTRY_OVERHEAD = 2000;
/** In bytes. */
const READ_BYTES = 60;
