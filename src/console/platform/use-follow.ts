import { useEffect, useRef } from 'preact/hooks';
import type { Clock } from '../api/types.ts';
import { useConsole } from '../state/console.ts';

/**
 * Follows work that runs by the clock of the world: asks for the clock when the next work is due, which lets it run,
 * and loads everything again when something has run. A hidden page waits until it is shown.
 */
export function useFollow(isActive: boolean): void {
  const { client, refresh } = useConsole();
  const last = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!isActive) return undefined;
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = async (): Promise<void> => {
      let wait = MAX_WAIT;
      if (document.visibilityState === 'visible') {
        const clock = (await client
          .send({ method: 'GET', path: '/__admin/clock' }, ended.signal)
          .catch(() => undefined)) as Clock | undefined;
        if (ended.signal.aborted) return;
        const seen = clock === undefined ? last.current : `${clock.scheduled} ${clock.next_due}`;
        if (last.current !== undefined && seen !== last.current) refresh();
        last.current = seen;
        wait = toWait(clock);
      }
      timer = setTimeout(() => void follow(), wait);
    };
    void follow();
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [client, isActive]);
}

/** Returns when to ask again, in milliseconds. */
function toWait(clock: Clock | undefined): number {
  if (clock === undefined || clock.next_due === null || !clock.flows || clock.frozen) return MAX_WAIT;
  return Math.min(MAX_WAIT, Math.max(MIN_WAIT, Date.parse(clock.next_due) - clock.now_ms));
}

/** In milliseconds. */
const MIN_WAIT = 250;
const MAX_WAIT = 1500;
