import type { Exchange } from '../../api/types.ts';

/**
 * Returns the key of an exchange among all that the page may show, also of those that are undone. An id alone is no
 * key: a client may send the same `X-Request-Id` again, and with a seed the ids, like the numbers, begin again in a
 * world that is made again.
 */
export function toExchangeKey({ world, id, number, time }: Pick<Exchange, 'world' | 'id' | 'number' | 'time'>): string {
  return JSON.stringify([world, id, number, time]);
}
