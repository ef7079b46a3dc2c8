import type { JsonValue } from '../../src/kernel/json/json.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** A string is sent as UTF-8. */
  readonly body: string | Uint8Array | undefined;
}

/** A response with its complete body. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when there is no JSON body. */
  readonly body: JsonValue | undefined;
  readonly text: string;
}

/** Handles Fetch requests: a simulator, or one with a deliberate defect. */
export type FetchTarget = (request: Request) => Promise<Response>;

/** Sends a request in this process. Throws when a JSON response is malformed. */
export async function sendWire(fetchTarget: FetchTarget, request: WireRequest): Promise<WireResponse> {
  const { method, headers, body } = request;
  const init = {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
  };
  const response = await fetchTarget(new Request(`${ORIGIN}${request.path}${toSearch(request.query)}`, init));
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? (JSON.parse(text) as JsonValue) : undefined,
  };
}

/** Formats the request as a bash command, for a simulator at the documented address. */
export function toCurl({ method, path, query, headers, body }: WireRequest): string {
  const isBinary = typeof body === 'object';
  const parts = [
    `curl -sS -i -X ${method} ${quote(`${ORIGIN}${path}${toSearch(query)}`)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${isBinary ? '@-' : quote(body)}`]),
  ];
  const bytes = isBinary ? [...body].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('') : '';
  return `${isBinary ? `printf '${bytes}' | ` : ''}${parts.join(' ')}`;
}

function toSearch(query: WireRequest['query']): string {
  const text = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  return text === '' ? '' : `?${text}`;
}

/** Encodes a query component. A lone surrogate, which has no UTF-8, becomes U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

/** Quotes for bash, with `$'…'` for control characters that a paste would lose. */
function quote(text: string): string {
  // oxlint-disable-next-line no-control-regex -- it looks for control characters
  if (!/[\u0000-\u001f\u007f]/.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = text.replaceAll(/[\\']/g, String.raw`\$&`);
  // oxlint-disable-next-line no-control-regex -- it looks for control characters
  return `$'${escaped.replaceAll(/[\u0000-\u001f\u007f]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;
}

const ORIGIN = 'http://127.0.0.1:4010';
