import type { Clock } from '../../kernel/time/clock.ts';
import { ConnectionCut, type ChunkStream, type ExchangeResponse } from '../exchange/exchange.ts';

/** How long the body of a response takes, and the clock that measures it. */
export interface BodyTiming {
  readonly clock: Clock;
  readonly milliseconds: number;
}

/** Sends half of the body and then closes the connection. The headers still describe all of it. */
export function cutInHalf(response: ExchangeResponse): ExchangeResponse {
  const { body } = response;
  const half = body === undefined ? response : { ...response, body: body.slice(0, Math.ceil(body.length / 2)) };
  return toStreamed(half, cut);
}

/** Sends the body in chunks, which take the given time together. */
export function slowDown(response: ExchangeResponse, timing: BodyTiming): ExchangeResponse {
  return toStreamed(response, (chunks, signal) => delayChunks(chunks, { ...timing, signal }));
}

/** Makes a JSON body unparsable: its last character becomes a comma, after which nothing follows. */
export function makeMalformed(response: ExchangeResponse): ExchangeResponse {
  const { body, stream } = response;
  if (stream !== undefined) return { ...response, stream: (signal) => breakChunks(stream(signal)) };
  if (body === undefined || body.length === 0) return response;
  const malformed = typeof body === 'string' ? `${body.slice(0, -1)},` : endInComma(body);
  const { etag: _etag, ...headers } = response.headers;
  return {
    ...response,
    headers: { ...headers, 'content-length': String(toLength(malformed)) },
    body: malformed,
  };
}

function endInComma(bytes: Uint8Array): Uint8Array {
  const malformed = bytes.slice();
  malformed[malformed.length - 1] = COMMA;
  return malformed;
}

/** Returns the length of a body in bytes. */
function toLength(body: Chunk): number {
  return typeof body === 'string' ? new TextEncoder().encode(body).length : body.length;
}

async function* breakChunks(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  for await (const chunk of chunks)
    yield typeof chunk === 'string'
      ? chunk.replaceAll('}', ',')
      : chunk.map((byte) => (byte === CLOSING_BRACE ? COMMA : byte));
}

type Chunk = string | Uint8Array;
type TransformChunks = (chunks: AsyncIterable<Chunk>, signal: AbortSignal) => AsyncIterable<Chunk>;

/**
 * Turns the body into transformed chunks. Headers stay as they are, `content-length` included. `no-transform` prevents
 * compression, which would collect the chunks.
 */
function toStreamed({ body, stream, ...rest }: ExchangeResponse, transform: TransformChunks): ExchangeResponse {
  const source: ChunkStream | undefined =
    stream ?? (body === undefined || body.length === 0 ? undefined : () => toChunks(body));
  if (source === undefined) return { ...rest, body };
  const { 'cache-control': caching = '', ...headers } = rest.headers;
  return {
    ...rest,
    headers: { ...headers, 'cache-control': `${String(caching)}${caching === '' ? '' : ', '}no-transform` },
    body: undefined,
    stream: (signal) => transform(source(signal), signal),
  };
}

async function* toChunks(body: Chunk): AsyncGenerator<Chunk> {
  const size = Math.max(1, Math.ceil(body.length / CHUNKS));
  for (let start = 0; start < body.length;) {
    const isSplit = typeof body === 'string' && isLowSurrogate(body, start + size);
    const end = isSplit ? start + size + 1 : start + size;
    yield body.slice(start, end);
    start = end;
  }
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc_00 && code <= 0xdf_ff;
}

/** Sends the first chunks of a body and then closes the connection. */
async function* cut(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  let sent = 0;
  for await (const chunk of chunks) {
    yield chunk;
    sent += 1;
    if (sent >= CHUNKS) break;
  }
  throw new ConnectionCut();
}

async function* delayChunks(
  chunks: AsyncIterable<Chunk>,
  { clock, milliseconds, signal }: BodyTiming & { readonly signal: AbortSignal },
): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    await clock.wait(milliseconds / CHUNKS, signal);
    yield chunk;
  }
}

/** The number of chunks that a body of known size is sent in. */
const CHUNKS = 10;
const COMMA = 0x2c;
const CLOSING_BRACE = 0x7d;
