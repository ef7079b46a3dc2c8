import type { ActiveFault } from './model/fault-set.ts';

/** Returns the headers of the first rate limit that let a request pass. */
export function toRateLimitHeaders(passed: readonly ActiveFault[]): Readonly<Record<string, string>> {
  const [fault] = passed;
  if (fault?.window === undefined) return {};
  const limit = fault.rule.limit ?? 0;
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - fault.window.passed)),
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
