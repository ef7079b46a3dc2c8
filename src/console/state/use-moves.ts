import { useCallback, useState } from 'preact/hooks';
import type { MovedClock } from '../api/types.ts';

/** The latest moves of clocks that this page has made. */
export interface Moves {
  /** That of the shown world. */
  readonly lastMove: MovedClock | undefined;
  /** Remembers the latest move of a world's clock, and what ran by it: its notice is gone after some seconds. */
  readonly keepMove: (world: string, move: MovedClock) => void;
}

/** Remembers the latest move of each world's clock until the page is left. */
export function useMoves(world: string): Moves {
  const [moves, setMoves] = useState<ReadonlyMap<string, MovedClock>>(new Map());
  const keepMove = useCallback<Moves['keepMove']>((of, move) => setMoves((all) => new Map(all).set(of, move)), []);
  return { lastMove: moves.get(world), keepMove };
}
