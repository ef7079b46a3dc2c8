import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StreamBody } from '../../kernel/outcome.ts';
import { ConnectionCut, type ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import { OVERLOADED, rejectRequest } from '../message/rejection.ts';
import { setHeaders } from '../message/set-headers.ts';
import { admitStream } from './stream-admission.ts';

/**
 * Writes an answer piece by piece, each when it is there and the client has taken those before it. The body's signal is
 * aborted when the client leaves; a body that fails cuts the connection, which is how a client learns that it is not
 * whole. Where too many stream already, a read is rejected before anything of it is made.
 */
export async function sendStream(
  { status, headers, stream }: ExchangeResponse & { readonly stream: StreamBody },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!admitStream(request, response)) {
    rejectRequest(OVERLOADED, response);
    return;
  }
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  if (response.destroyed) leaving.abort();
  response.statusCode = status;
  setHeaders(headers, response);
  response.flushHeaders();
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    for await (const piece of stream(leaving.signal)) {
      if (!response.write(piece)) await once(response, 'drain', { signal: leaving.signal });
    }
    response.end();
  } catch (error) {
    if (error instanceof ConnectionCut) {
      // What was written before arrives.
      response.socket?.destroySoon();
      return;
    }
    response.destroy();
    if (!leaving.signal.aborted) throw error;
  }
}
