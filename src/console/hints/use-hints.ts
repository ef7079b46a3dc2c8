import { useCallback, useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import { changeHints, findHint, hasLeft, type Pointing } from './hints.ts';

/**
 * Remembers the calls whose curl lines may be shown, until the page shows another screen or another world. One that the
 * pointer and the focus have left is forgotten after a while, unless its line is held.
 */
export function useHints(screen: string, world: string) {
  const [hints, change] = useReducer(changeHints, {});
  const [isHeld, hold] = useState(false);
  const hint = useCallback((call: Call) => change({ kind: 'send', call }), []);
  const answer = useCallback((call: Call, status: number) => change({ kind: 'answer', call, status }), []);
  const point = useCallback(
    (at: Pointing, by: symbol, call: Call | undefined) =>
      change(call === undefined ? { kind: 'leave', at, by } : { kind: 'point', at, by, call }),
    [],
  );
  useLayoutEffect(() => change({ kind: 'reset' }), [screen, world]);
  useEffect(() => {
    if (isHeld || !hasLeft(hints)) return undefined;
    const timer = setTimeout(() => change({ kind: 'forget' }), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [hints, isHeld]);
  return { hinted: findHint(hints), hint, answer, point, hold };
}

/** How long a person may take from a button to its curl line, in milliseconds. */
const SHOWN_FOR = 2000;
