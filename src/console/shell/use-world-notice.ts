import { useEffect, useRef } from 'preact/hooks';
import type { Console } from '../state/console.ts';

/** Says which world the page shows when that changes: a link to a record or a request of another world changes it. */
export function useWorldNotice({ world, notify }: Pick<Console, 'world' | 'notify'>): void {
  const shown = useRef(world);
  useEffect(() => {
    if (shown.current === world) return;
    shown.current = world;
    notify({ kind: 'done', text: `The page now shows ${world}.`, about: 'world' });
  }, [world]);
}
