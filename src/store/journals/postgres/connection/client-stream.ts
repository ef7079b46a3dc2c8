import type { Client } from 'pg';
import { waitAtMost } from '../../../../kernel/turns.ts';

/** Returns the socket of a connection. */
export function toStream(client: Client): Stream | undefined {
  const { connection } = client as Client & { readonly connection?: { readonly stream?: Stream } };
  return connection?.stream;
}

interface Stream {
  /** Undefined for a Unix socket. */
  readonly localAddress?: string;
  destroy(): unknown;
}

/** Ends a connection, in at most a second. */
export async function end(client: Client): Promise<void> {
  await waitAtMost(
    client.end().catch(() => {}),
    1000,
  );
  toStream(client)?.destroy();
}

/**
 * Rejects when a promise takes too long. Time in which this process stood still does not count: when the timer itself
 * is late, what has arrived meanwhile is read first.
 */
export function withinTime<Result>(promise: Promise<Result>, milliseconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const wait = (time: number): NodeJS.Timeout => {
      const due = performance.now() + time;
      return setTimeout(() => {
        if (performance.now() - due > MAX_LATENESS) timer = wait(GRACE);
        else reject(new Error(`no response within ${milliseconds} ms`));
      }, time);
    };
    let timer = wait(milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Milliseconds by which the timer of a process that runs may be late. */
const MAX_LATENESS = 50;
/** Milliseconds in which a process that stood still reads what has arrived. */
const GRACE = 100;
