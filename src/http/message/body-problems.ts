import { Problem } from '../../kernel/problem.ts';

/** A body over the limit. The connection is closed after the answer: what is left of the body is not worth reading. */
export function bodyTooLarge(): Problem {
  return new Problem('BODY_TOO_LARGE', { headers: { connection: 'close' } });
}

/** The client went away before it had sent everything. Nobody will read the answer. */
export function bodyAborted(): Problem {
  return new Problem('MALFORMED_BODY', { message: 'The request ended before its body did.' });
}

/** More bodies at once than there is memory for. Nothing was done: it may be tried again. */
export function overloaded(): Problem {
  return new Problem('OVERLOADED', { headers: { 'retry-after': '1', connection: 'close' } });
}
