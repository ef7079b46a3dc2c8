import { Problem } from '../../kernel/problem.ts';

/**
 * Returns the Problem for a body over the limit. The connection closes after the response, so the rest stays unread.
 */
export function bodyTooLarge(): Problem {
  return new Problem('BODY_TOO_LARGE', { headers: { connection: 'close' } });
}

/** Returns the Problem for a client that disconnected before it had sent the whole body. */
export function bodyAborted(): Problem {
  return new Problem('MALFORMED_BODY', { message: 'The request ended before its body did.' });
}

/** Returns the Problem for a body that exceeds the memory left for bodies. Nothing was executed, so a retry is safe. */
export function overloaded(): Problem {
  return new Problem('OVERLOADED', { headers: { 'retry-after': '1', connection: 'close' } });
}
