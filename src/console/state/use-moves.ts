import { useCallback, useState } from 'preact/hooks';
import { isJsonObject, type MovedClock } from '../api/types.ts';

/** The latest move of the shown world's clock that this page has made. */
export interface Moves {
  readonly lastMove: MovedClock | undefined;
}

/** Remembers the latest move of each world's clock, and what ran by it: its notice is gone after some seconds. */
export function useMoves(world: string) {
  const [moves, setMoves] = useState<ReadonlyMap<string, MovedClock>>(new Map());
  const keepMove = useCallback((of: string, body: unknown) => {
    if (isMove(body)) setMoves((all) => new Map(all).set(of, body));
  }, []);
  return { lastMove: moves.get(world), keepMove };
}

/** Whether the body of a response is that of a moved clock. */
function isMove(body: unknown): body is MovedClock {
  return isJsonObject(body) && Array.isArray(body['ran_work']);
}
