import type { Caller } from '../../behaviour/representation/caller.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { Problem } from '../../kernel/problem.ts';
import { RecentMap } from '../../kernel/recent-map.ts';
import { formatRate, type Rate } from '../../kernel/time/rate.ts';
import type { World } from '../../store/port/world.ts';
import type { ExchangeRequest } from '../exchange/exchange.ts';

/** Limits how many requests each caller of each world may send. */
export interface RateLimit {
  /**
   * Counts a request. Returns the headers that tell its caller of the limit. Throws a Problem `TOO_MANY_REQUESTS` with
   * such headers beyond the limit.
   */
  readonly count: (counted: CountedRequest) => RateHeaders;
  /** Forgets what the callers of a world have sent. */
  readonly forget: (world: World) => void;
}

/** A request that a rate limit counts, after authentication. */
export interface CountedRequest {
  readonly request: ExchangeRequest;
  readonly world: World;
  /** Undefined for a request without credentials, and where there are no users to find by them. */
  readonly caller: Caller | undefined;
}

/** The headers that tell a caller of its limit. */
export type RateHeaders = Readonly<Record<string, string>>;

/** Options of a rate limit. */
export interface RateLimitOptions {
  /** Returns the time that windows go by, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: (world: World) => number;
  /** Whether credentials identify users. Otherwise the `Authorization` header itself tells callers apart. */
  readonly hasUsers: boolean;
}

/**
 * Creates a limit of fixed windows, as Laravel's `throttle` has: the first request of a caller starts a window, and the
 * first one after its end starts the next. A caller is a user, else an address. Counts are in this process, and those
 * of the callers that have not been seen for longest are forgotten once a world has many.
 */
export function createRateLimit(rate: Rate, { now, hasUsers }: RateLimitOptions): RateLimit {
  const windowsByWorld = new WeakMap<World, RecentMap<string, Window>>();
  return {
    count: ({ request, world, caller }) => {
      const windows = windowsByWorld.get(world) ?? new RecentMap<string, Window>(MAX_CALLERS);
      windowsByWorld.set(world, windows);
      const time = now(world);
      const key = toKey(request, caller, hasUsers);
      const known = windows.get(key);
      const window = findWindow(known, time, rate);
      if (window !== known) windows.set(key, window, 1);
      if (window.passed >= rate.requests) throw toProblem(window, { rate, time, key });
      window.passed += 1;
      return toHeaders(rate, window);
    },
    forget: (world) => void windowsByWorld.delete(world),
  };
}

/** The requests of one caller since a window began. */
interface Window {
  /** In milliseconds. */
  readonly end: number;
  passed: number;
}

/** Returns the current window, else a new one. The time of a world may also go back. */
function findWindow(known: Window | undefined, time: number, { window: length }: Rate): Window {
  if (known !== undefined && time < known.end && time >= known.end - length) return known;
  return { end: time + length, passed: 0 };
}

/** Returns what tells callers apart, without secrets. */
function toKey({ headers, peer = 'unknown' }: ExchangeRequest, caller: Caller | undefined, hasUsers: boolean): string {
  if (caller !== undefined) return `user ${caller.key}`;
  const credentials = hasUsers ? undefined : headers['authorization'];
  return credentials === undefined ? `address ${peer}` : `${TOKEN} ${sha256(credentials)}`;
}

/** Returns what the log calls a caller. */
function nameOf(key: string): string {
  return key.startsWith(TOKEN) ? TOKEN : key;
}

function toHeaders({ requests }: Rate, { passed }: Window): RateHeaders {
  return { 'x-ratelimit-limit': String(requests), 'x-ratelimit-remaining': String(requests - passed) };
}

function toProblem(window: Window, { rate, time, key }: Exceeded): Problem {
  const seconds = Math.max(1, Math.ceil((window.end - time) / 1000));
  return new Problem('TOO_MANY_REQUESTS', {
    reason: `--rate-limit ${formatRate(rate)}: ${nameOf(key)} has reached it, and may send the next request in ${seconds} s.`,
    headers: {
      ...toHeaders(rate, window),
      'retry-after': String(seconds),
      'x-ratelimit-reset': String(Math.ceil(window.end / 1000)),
    },
  });
}

/** How a limit was exceeded. `time` is in milliseconds. */
interface Exceeded {
  readonly rate: Rate;
  readonly time: number;
  readonly key: string;
}

const TOKEN = 'a token';
/** How many callers of one world are remembered. */
const MAX_CALLERS = 10_000;
