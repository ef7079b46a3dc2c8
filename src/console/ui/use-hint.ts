import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import type { Pointing } from '../hints/hints.ts';
import { useConsole } from '../state/console.ts';

/** Returns the handlers of a control that show the curl line of a call while it has the pointer or the focus. */
export function useHint(call: Call | undefined) {
  const { point } = useConsole();
  const [by] = useState(() => Symbol('control'));
  const show = (at: Pointing) => () => {
    if (call !== undefined) point(at, by, call);
  };
  const leave = (at: Pointing) => () => point(at, by, undefined);
  // A control that goes is left.
  useEffect(
    () => () => {
      leave('pointer')();
      leave('focus')();
    },
    [],
  );
  return {
    onMouseEnter: show('pointer'),
    onMouseLeave: leave('pointer'),
    onFocus: show('focus'),
    onBlur: leave('focus'),
  };
}
