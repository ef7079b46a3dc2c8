import type { ServerOptions } from 'node:http';
import { KEEP_ALIVE_DELAY } from './bind.ts';

/** What the server accepts of a connection. */
export const SERVER_LIMITS = {
  // In bytes; larger ones get 431.
  maxHeaderSize: 16_384,
  // Node's response to a missing Host has no body; check-request.ts rejects it with a message.
  requireHostHeader: false,
  // TCP keep-alive detects clients that vanished.
  keepAlive: true,
  keepAliveInitialDelay: KEEP_ALIVE_DELAY,
} satisfies ServerOptions;

/** The default timeouts, in milliseconds. Requests that arrive more slowly get 408. */
export const SERVER_TIMES = {
  headersTimeout: 30_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5000,
  // Longer than most clients reuse a connection, so that none sends a request on a connection that just closed.
  keepAliveTimeout: 65_000,
  /** How long a client may read nothing of a response. */
  stallTimeout: 60_000,
};
