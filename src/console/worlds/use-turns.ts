import { useEffect, useState } from 'preact/hooks';
import { useConsole } from '../state/console.ts';

/**
 * Returns a number that grows when the use of worlds has to be loaded again: some seconds after a request that the page
 * knows of, for all that follow it together, and from time to time, since the page of a sandbox follows that one alone.
 * It stays while the server is away or the page is hidden.
 */
export function useTurns(): number {
  const { live, listen } = useConsole();
  const [turn, setTurn] = useState(0);
  const isLive = live === 'live';
  useEffect(() => {
    if (!isLive) return undefined;
    const next = (): void => setTurn((last) => last + 1);
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const end = listen(({ type }) => {
      if (type !== 'exchange') return;
      gathering ??= setTimeout(() => {
        gathering = undefined;
        next();
      }, GATHERED_FOR);
    });
    const timer = setInterval(next, PERIOD);
    return () => {
      end();
      clearTimeout(gathering);
      clearInterval(timer);
    };
  }, [isLive, listen]);
  return turn;
}

/** In milliseconds. */
const GATHERED_FOR = 3000;
const PERIOD = 30_000;
