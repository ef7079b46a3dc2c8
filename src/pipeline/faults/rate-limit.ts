import type { ActiveFault } from './model/fault-set.ts';

/** The headers of a rate limit that a request passed. */
export function toRateLimitHeaders(passed: readonly ActiveFault[]): Readonly<Record<string, string>> {
  const [fault] = passed;
  if (fault?.window === undefined) return {};
  const limit = fault.rule.limit ?? 0;
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - fault.window.passed)),
  };
}

/** The headers of a request that a rate limit refuses: when to come again, in seconds from now and since 1970. */
export function toRejectionHeaders(
  { rule: order, window }: ActiveFault,
  now: number,
): Readonly<Record<string, string>> {
  const end = window?.end ?? now;
  return {
    'x-ratelimit-limit': String(order.limit ?? USUAL_LIMIT),
    'x-ratelimit-remaining': '0',
    'retry-after': String(Math.max(1, Math.ceil((end - now) / 1000))),
    'x-ratelimit-reset': String(Math.ceil(end / 1000)),
  };
}

/** Requests a minute, where none was ordered. */
const USUAL_LIMIT = 60;
