import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConnectionCut, type ChunkStream, type ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import { OVERLOADED, rejectRequest } from '../message/rejection.ts';
import { setHeaders } from '../message/set-headers.ts';
import { admitStream } from './stream-admission.ts';

/**
 * Sends the headers immediately and streams the body in chunks, at the pace of the client. The body's signal is aborted
 * when the client disconnects. A body that throws closes the connection, so that the client sees an incomplete
 * response. When too many responses stream already, a read is rejected before its body begins.
 */
export async function sendStream(
  { status, headers, stream }: ExchangeResponse & { readonly stream: ChunkStream },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!admitStream(request, response)) {
    rejectRequest(OVERLOADED, response);
    return;
  }
  const disconnected = new AbortController();
  response.once('close', () => disconnected.abort());
  if (response.destroyed) disconnected.abort();
  response.statusCode = status;
  setHeaders(headers, response);
  response.flushHeaders();
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    for await (const chunk of stream(disconnected.signal)) {
      if (!response.write(chunk)) await once(response, 'drain', { signal: disconnected.signal });
    }
    response.end();
  } catch (error) {
    if (error instanceof ConnectionCut) {
      // Unlike destroy(), this still sends the chunks that were written.
      response.socket?.destroySoon();
      return;
    }
    response.destroy();
    if (!disconnected.signal.aborted) throw error;
  }
}
