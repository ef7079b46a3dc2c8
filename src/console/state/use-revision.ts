import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Console } from './console.ts';

/** A number that grows when everything has to be loaded again. */
export function useRevision(): { readonly revision: number; readonly refresh: () => void } {
  const [revision, setRevision] = useState(0);
  const refresh = useCallback(() => setRevision((now) => now + 1), []);
  return { revision, refresh };
}

/** Loads everything again when the state or the faults change: once for many changes that follow each other. */
export function useRefreshOnEvents(listen: Console['listen'], refresh: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = listen(({ type }) => {
      if (type === 'exchange') return;
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh();
      }, GATHERED_FOR);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [listen]);
}

/** In milliseconds. */
const GATHERED_FOR = 400;
