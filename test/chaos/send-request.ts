/**
 * What a client knows of a write: it was acknowledged, nothing was changed, or it may have been stored. Anything else
 * is `unexpected`.
 */
export type Outcome =
  | { readonly kind: 'stored'; readonly body: unknown; readonly headers: Headers }
  | { readonly kind: 'rejected' | 'unknown' }
  | { readonly kind: 'unexpected'; readonly reason: string };

/** Sends a request as the demo user. Never rejects. */
export async function send(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  { body, headers = {} }: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...HEADERS, ...headers },
      signal: AbortSignal.timeout(MAX_TIME),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return toOutcome(response, await response.text());
  } catch (error) {
    // Nothing listens there: nothing was sent. Every other failure leaves open what happened.
    return { kind: findCode(error) === 'ECONNREFUSED' ? 'rejected' : 'unknown' };
  }
}

function toOutcome(response: Response, text: string): Outcome {
  const { status, headers } = response;
  if (status === 200 || status === 201) return { kind: 'stored', body: JSON.parse(text) as unknown, headers };
  const code = headers.get('x-athena-error');
  // Without a code it is the response of a load balancer: 503 when it has found no replica to send the request to.
  if (code === null && status === 503) return { kind: 'rejected' };
  if (code === null && (status === 502 || status === 504)) return { kind: 'unknown' };
  if (status === 503 && code === 'STORE_UNAVAILABLE') return { kind: 'rejected' };
  if (status === 503 && code === 'WRITE_UNCERTAIN') return { kind: 'unknown' };
  return { kind: 'unexpected', reason: `${status} ${code ?? ''} ${text.slice(0, 300)}` };
}

function findCode(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

export const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
/** Milliseconds for a response. */
const MAX_TIME = 20_000;
