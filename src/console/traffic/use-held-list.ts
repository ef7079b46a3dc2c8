import { useCallback, useRef, useState } from 'preact/hooks';
import type { Exchange } from '../api/types.ts';

/** The rows to show, and how many newer ones are held back so that nothing moves under the reader's eyes. */
export interface HeldList {
  readonly shown: readonly Exchange[];
  readonly heldBack: number;
  /** Shows those that were held back. */
  readonly release: () => void;
}

/** Lets new exchanges into the list while it is followed; holds them back while a person reads further down. */
export function useHeldList(list: readonly Exchange[], isFollowed: boolean): HeldList {
  const newest = useRef<Exchange>(null);
  const [, render] = useState(0);
  const release = useCallback(() => {
    newest.current = null;
    render((count) => count + 1);
  }, []);
  const position = newest.current === null ? 0 : list.indexOf(newest.current);
  if (isFollowed || position === -1 || newest.current === null) newest.current = list[0] ?? null;
  const heldBack = isFollowed ? 0 : Math.max(0, position);
  return { shown: heldBack === 0 ? list : list.slice(heldBack), heldBack, release };
}
