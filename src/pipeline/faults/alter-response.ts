import type { Clock } from '../../kernel/time/clock.ts';
import type { StreamBody } from '../../kernel/outcome.ts';
import { ConnectionCut, type ExchangeResponse } from '../exchange/exchange.ts';
import type { FaultKind } from './model/fault.ts';

/** How long a slow body takes, and by which clock. */
export interface SlowBodyTiming {
  readonly clock: Clock;
  readonly milliseconds: number;
}

/** What a fault makes of an answer on its way out. */
export function alterResponse(response: ExchangeResponse, kind: FaultKind, pace: SlowBodyTiming): ExchangeResponse {
  switch (kind) {
    case 'drop':
      return { ...response, isDropped: true };
    case 'malformed':
      return toMalformed(response);
    case 'truncate':
      return toStreamed(toHalf(response), cut);
    case 'slow_body':
      return toStreamed(response, (pieces, signal) => slowDown(pieces, { ...pace, signal }));
    case 'status':
    case 'latency':
    case 'rate_limit':
      return response;
  }
}

/** JSON that does not parse, whatever it was: its end is missing, and something is announced that does not come. */
function toMalformed(response: ExchangeResponse): ExchangeResponse {
  const { body, stream } = response;
  if (stream !== undefined) return { ...response, stream: (signal) => spoil(stream(signal)) };
  if (typeof body !== 'string' || body === '') return response;
  const spoiled = `${body.slice(0, -1)},`;
  const { etag: _etag, ...headers } = response.headers;
  return {
    ...response,
    headers: { ...headers, 'content-length': String(new TextEncoder().encode(spoiled).length) },
    body: spoiled,
  };
}

async function* spoil(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield piece.replaceAll('}', ',');
}

type ChangePieces = (pieces: AsyncIterable<string>, signal: AbortSignal) => AsyncIterable<string>;

/**
 * The body as pieces that something becomes of; its headers, the length among them, stay what they were. Nothing may
 * compress (and so gather) it.
 */
function toStreamed({ body, stream, ...rest }: ExchangeResponse, change: ChangePieces): ExchangeResponse {
  const whole: StreamBody | undefined =
    stream ?? (typeof body === 'string' && body !== '' ? () => toPieces(body) : undefined);
  if (whole === undefined) return { ...rest, body };
  const { 'cache-control': caching = '', ...headers } = rest.headers;
  return {
    ...rest,
    headers: { ...headers, 'cache-control': `${String(caching)}${caching === '' ? '' : ', '}no-transform` },
    body: undefined,
    stream: (signal) => change(whole(signal), signal),
  };
}

async function* toPieces(text: string): AsyncGenerator<string> {
  const size = Math.max(1, Math.ceil(text.length / PIECES));
  for (let start = 0; start < text.length;) {
    const end = isLowSurrogate(text, start + size) ? start + size + 1 : start + size;
    yield text.slice(start, end);
    start = end;
  }
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc_00 && code <= 0xdf_ff;
}

/** Half of what is to be sent; the headers speak of all of it. */
function toHalf(response: ExchangeResponse): ExchangeResponse {
  const { body } = response;
  return typeof body === 'string' ? { ...response, body: body.slice(0, Math.ceil(body.length / 2)) } : response;
}

/** Of a body whose size nobody knows, some pieces. */
async function* cut(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let sent = 0;
  for await (const piece of pieces) {
    yield piece;
    sent += 1;
    if (sent >= PIECES) break;
  }
  throw new ConnectionCut();
}

async function* slowDown(
  pieces: AsyncIterable<string>,
  { clock, milliseconds, signal }: SlowBodyTiming & { readonly signal: AbortSignal },
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    await clock.wait(milliseconds / PIECES, signal);
    yield piece;
  }
}

/** A body of a known size is sent in so many. */
const PIECES = 10;
