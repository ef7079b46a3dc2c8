import { BASELINE } from '../api/call.ts';
import type { Clock, Sandbox } from '../api/types.ts';
import { useLoad } from '../state/use-load.ts';

/** What is known of a world. */
export type WorldFacts = Partial<Pick<Sandbox, 'requests' | 'records' | 'age' | 'idle' | 'time'>>;

/**
 * Loads what is known of the baseline: its requests are those that its log has counted. What requests change without
 * changing the state is loaded again when `turn` grows.
 */
export function useBaseline(turn: number): WorldFacts {
  const { data: clock } = useLoad<Clock>({ method: 'GET', path: '/__admin/clock', world: BASELINE }, turn);
  const { data } = useLoad<{ collections: readonly { readonly records: number }[] }>({
    method: 'GET',
    path: '/__admin/collections',
    world: BASELINE,
  });
  const { data: log } = useLoad<{ readonly seen: number }>(
    { method: 'GET', path: '/__admin/requests', query: { limit: 1 }, world: BASELINE },
    turn,
  );
  return {
    ...(log === undefined ? {} : { requests: log.seen }),
    ...(data === undefined ? {} : { records: data.collections.reduce((sum, { records }) => sum + records, 0) }),
    ...(clock === undefined ? {} : { time: clock.now }),
  };
}
