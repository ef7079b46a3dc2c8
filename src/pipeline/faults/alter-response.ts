import type { Clock } from '../../kernel/time/clock.ts';
import type { StreamBody } from '../../kernel/outcome.ts';
import { ConnectionCut, type ExchangeResponse } from '../exchange/exchange.ts';

/** How long the body of a response takes, and the clock that measures it. */
export interface BodyTiming {
  readonly clock: Clock;
  readonly milliseconds: number;
}

/** Sends half of the body and then closes the connection. The headers still describe all of it. */
export function cutInHalf(response: ExchangeResponse): ExchangeResponse {
  const { body } = response;
  const half = typeof body === 'string' ? { ...response, body: body.slice(0, Math.ceil(body.length / 2)) } : response;
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
  if (typeof body !== 'string' || body === '') return response;
  const malformed = `${body.slice(0, -1)},`;
  const { etag: _etag, ...headers } = response.headers;
  return {
    ...response,
    headers: { ...headers, 'content-length': String(new TextEncoder().encode(malformed).length) },
    body: malformed,
  };
}

async function* breakChunks(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks) yield chunk.replaceAll('}', ',');
}

type TransformChunks = (chunks: AsyncIterable<string>, signal: AbortSignal) => AsyncIterable<string>;

/**
 * Turns the body into transformed chunks. Headers stay as they are, `content-length` included. `no-transform` prevents
 * compression, which would collect the chunks.
 */
function toStreamed({ body, stream, ...rest }: ExchangeResponse, transform: TransformChunks): ExchangeResponse {
  const source: StreamBody | undefined =
    stream ?? (typeof body === 'string' && body !== '' ? () => toChunks(body) : undefined);
  if (source === undefined) return { ...rest, body };
  const { 'cache-control': caching = '', ...headers } = rest.headers;
  return {
    ...rest,
    headers: { ...headers, 'cache-control': `${String(caching)}${caching === '' ? '' : ', '}no-transform` },
    body: undefined,
    stream: (signal) => transform(source(signal), signal),
  };
}

async function* toChunks(text: string): AsyncGenerator<string> {
  const size = Math.max(1, Math.ceil(text.length / CHUNKS));
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

/** Sends the first chunks of a body and then closes the connection. */
async function* cut(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let sent = 0;
  for await (const chunk of chunks) {
    yield chunk;
    sent += 1;
    if (sent >= CHUNKS) break;
  }
  throw new ConnectionCut();
}

async function* delayChunks(
  chunks: AsyncIterable<string>,
  { clock, milliseconds, signal }: BodyTiming & { readonly signal: AbortSignal },
): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    await clock.wait(milliseconds / CHUNKS, signal);
    yield chunk;
  }
}

/** The number of chunks that a body of known size is sent in. */
const CHUNKS = 10;
