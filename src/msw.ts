import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Simulator } from './simulator.ts';

/** Which requests the handlers take. */
export interface HandlerOptions {
  /**
   * The address under which the code under test calls the API: `https://api.example.com`. Its path is removed before
   * the simulator gets the request.
   */
  readonly baseUrl: string | URL;
}

/**
 * Creates MSW's request handlers that let a simulator, or one of its sandboxes, respond to every request below
 * `baseUrl`. MSW treats all other requests as unhandled. Throws a TypeError if `baseUrl` is not an HTTP address.
 */
export function handlers(simulator: Pick<Simulator, 'fetch'>, { baseUrl }: HandlerOptions): HttpHandler[] {
  const base = toBase(baseUrl);
  const respond = http.all(toPattern(base), async ({ request, cookies }) => {
    const sent = toRequest(request, { url: withoutBase(request.url, base), cookies });
    return toHttpResponse(await fetchOrFail(simulator, sent));
  });
  return [respond];
}

/** Returns the base URL without its query and the slash at its end. */
function toBase(baseUrl: string | URL): string {
  const url = URL.canParse(String(baseUrl)) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TypeError(
      `Failed to create handlers: baseUrl is ${JSON.stringify(baseUrl)}, not an HTTP address. Give one such as https://api.example.com.`,
    );
  return url.origin + url.pathname.replace(/(?<!\/)\/+$/, '');
}

/** Returns the pattern of the URLs below the base. MSW matches URLs without their query. */
function toPattern(base: string): RegExp {
  return new RegExp(`^${base.replaceAll(/[^\w/]/g, String.raw`\$&`)}(?:/|$)`);
}

/** Removes the path of the base from a URL: the contract's paths begin after it. */
function withoutBase(url: string, base: string): string {
  const { origin, pathname } = new URL(base);
  return pathname === '/' ? url : `${origin}/${url.slice(base.length).replace(/^\//, '')}`;
}

/**
 * Returns the request as the simulator gets it. MSW keeps the cookies of responses, as a browser does, but only tells
 * its handlers which of them belong to a request: they are not in its header.
 */
function toRequest(
  request: Request,
  { url, cookies }: { readonly url: string; readonly cookies: Readonly<Record<string, string>> },
): Request {
  // MSW replaces `Headers` by one that copies only the headers that it saw being set. It sees none of a `Request` whose
  // class was read before `server.listen()`: a copy of the pairs has them all.
  const headers = new Headers([...request.headers]);
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (pairs.length > 0) headers.set('cookie', pairs.join('; '));
  const { method, body, signal } = request;
  return new Request(url, { method, headers, signal, ...(body === null ? {} : { body, duplex: 'half' }) });
}

/**
 * Returns the simulator's response; a network error where it drops the connection, since MSW reports what a handler
 * throws as a response with the status 500.
 */
async function fetchOrFail({ fetch }: Pick<Simulator, 'fetch'>, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof TypeError) return HttpResponse.error();
    throw error;
  }
}

/** Returns the response as MSW reads cookies from: it keeps those of its own class alone. */
function toHttpResponse(response: Response): Response {
  if (response.type === 'error') return response;
  const { status, statusText, headers, body } = response;
  return new HttpResponse(body, { status, statusText, headers });
}
