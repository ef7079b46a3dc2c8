import type { Recipe } from './recipe.ts';

/** Tasks with calls: repeated, delayed, limited, or kept. */
export const REPEAT_RECIPES: readonly Recipe[] = [
  {
    words:
      /\bretr(?:y|ies|ying)\b|\bagain\b.{0,30}\bfail|\bup to \w{1,6} (?:times|goes|tries|attempts|chances)\b|\b(?:two|2|three|3|four|4|five|5|several|few|max|maximum) (?:times|attempts|tries|goes|chances|retries)\b|\b(?:another|one more|second) (?:go|try|attempt|chance)\b|\bmax\.? ?\d\b.{0,20}\b(?:tries|attempts|times)\b|\b(?:flaky|gives? up)\b|\battempts?\b|\bbackoff\b|\brepeats?\b.{0,30}\b(?:request|call)\b/i,
    ts: `export async function retry<Result>(request: () => Promise<Result>, attempts = 3): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
    }
  }
}`,
    python: `import time


def retry(request, attempts=3):
    """Call request until it succeeds, at most \`attempts\` times."""
    for attempt in range(1, attempts + 1):
        try:
            return request()
        except Exception:
            if attempt == attempts:
                raise
            time.sleep(0.2 * 2**attempt)`,
    note: 'It tries at most three times, waits longer after each failed attempt, and passes the last error on. Use it for requests that may be sent twice without harm.',
  },
  {
    words: /\bdebounc\w{1,3}\b|\b(?:stops?|stopped|finish\w{0,3}) typing\b|\bonly the last (?:call|one)\b/i,
    ts: `export function debounce<Args extends unknown[]>(run: (...args: Args) => void, wait: number): (...args: Args) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), wait);
  };
}`,
    python: `from threading import Timer


def debounce(run, wait):
    """Run only when no further call has come for \`wait\` seconds."""
    timer = None

    def call(*args):
        nonlocal timer
        if timer is not None:
            timer.cancel()
        timer = Timer(wait, run, args)
        timer.start()

    return call`,
    note: 'Each call starts the wait again, so that only the last one of a series runs.',
  },
  {
    words: /\bthrottl\w{1,3}\b|\bat most once (?:every|per|a)\b|\brate[- ]limit\w{0,3}\b/i,
    ts: `export function throttle<Args extends unknown[]>(run: (...args: Args) => void, wait: number): (...args: Args) => void {
  let isWaiting = false;
  return (...args) => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => (isWaiting = false), wait);
    run(...args);
  };
}`,
    python: `import time


def throttle(run, wait):
    """Run at most once in \`wait\` seconds. Calls in between are dropped."""
    last = float("-inf")

    def call(*args):
        nonlocal last
        now = time.monotonic()
        if now - last < wait:
            return
        last = now
        run(*args)

    return call`,
    note: 'The first call runs at once; those that come too early are dropped, not kept for later.',
  },
  {
    words: /\bmemoi[sz]\w{1,5}\b|\bcach(?:e|es|ed|ing)\b|\bremembers? (?:its |the |earlier |previous )?results?\b/i,
    ts: `export function memoize<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as Value;
  };
}`,
    python: `from functools import cache


def memoize(compute):
    """Return \`compute\` with its results kept by argument."""
    return cache(compute)`,
    note: 'Each result is computed once and kept for good, so use it where there are few different arguments.',
  },
  {
    words: /\b(?:time ?outs?|gives? up after \d|abort\w{0,3} after|takes too long)\b/i,
    ts: `export async function withTimeout<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(\`No result within \${ms} ms.\`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}`,
    python: `import asyncio


async def with_timeout(work, seconds):
    """Return the result of \`work\`, or raise TimeoutError when it takes too long."""
    return await asyncio.wait_for(work, seconds)`,
    note: 'In TypeScript the work itself goes on after the time is over; pass it a signal if it has to stop.',
  },
  {
    words:
      /\b(?:sleep|pause|wait)s?\b.{0,30}\b(?:seconds?|ms|milliseconds?|minutes?|while|time|function|helper)\b|\bdelay\w{0,3} (?:helper|function)\b|\b(?:sleep|delay|wait|pause) (?:function|helper|method)\b/i,
    ts: `export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}`,
    python: `import asyncio


async def sleep(seconds):
    """Wait without blocking other work."""
    await asyncio.sleep(seconds)`,
    note: 'Call it with `await`; other work goes on meanwhile.',
  },
  {
    words: /\b(?:concurren\w{2,4}|in parallel|at the same time|at a time|promise pool)\b/i,
    ts: `export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index] as Item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}`,
    python: `from concurrent.futures import ThreadPoolExecutor


def map_limited(items, limit, run):
    """Run for all items, at most \`limit\` at a time, and keep their order."""
    with ThreadPoolExecutor(max_workers=limit) as pool:
        return list(pool.map(run, items))`,
    note: 'The results keep the order of the items. The first error ends the whole, so catch errors in the function if one may fail.',
  },
];
