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

/** Rejects when a promise takes too long. */
export function withinTime<Result>(promise: Promise<Result>, milliseconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no response within ${milliseconds} ms`)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
