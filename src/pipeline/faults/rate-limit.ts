import type { ActiveFault } from './model/fault-set.ts';

/**
 * Returns whether a rate limit lets a request pass, and counts it. The first request after the end of a window starts a
 * new one.
 */
export function countPass(fault: ActiveFault, now: number): boolean {
  const { limit = 0, window_ms: length = DEFAULT_WINDOW } = fault.rule;
  if (fault.window === undefined || now >= fault.window.end) fault.window = { end: now + length, passed: 0 };
  if (fault.window.passed >= limit) return false;
  fault.window.passed += 1;
  return true;
}

/** Returns the headers of a request that a rate limit let pass: the limit, and how many more requests pass. */
export function toPassHeaders({ rule: { limit = 0 }, window }: ActiveFault): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - (window?.passed ?? 0))),
  };
}

/** Returns the headers of a request that a rate limit rejects: when to retry, in seconds from now and as Unix time. */
export function toRejectionHeaders({ rule, window }: ActiveFault, now: number): Readonly<Record<string, string>> {
  const end = window?.end ?? now;
  return {
    'x-ratelimit-limit': String(rule.limit ?? DEFAULT_LIMIT),
    'x-ratelimit-remaining': '0',
    'retry-after': String(Math.max(1, Math.ceil((end - now) / 1000))),
    'x-ratelimit-reset': String(Math.ceil(end / 1000)),
  };
}

/** The limit that headers name when the rule has none. */
const DEFAULT_LIMIT = 60;
/** In milliseconds: one minute. */
const DEFAULT_WINDOW = 60_000;
