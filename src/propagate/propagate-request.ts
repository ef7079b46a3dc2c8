import type { ClientRequest, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import { toHttpOrigin, type FindTarget } from './find-target.ts';
import { nameSandbox } from './propagate-fetch.ts';

/** The function `request` or `get` of `node:http` or `node:https`, in any of its forms. */
export type SendRequest = (...args: readonly unknown[]) => ClientRequest;

/**
 * Returns `request` and `get` of `node:http` or `node:https`, which name the current sandbox in the baggage of requests
 * to the simulator. `scheme` is the protocol of requests that name none.
 */
export function propagateRequest(
  send: SendRequest,
  scheme: 'http:' | 'https:',
  findTarget: FindTarget,
): { readonly request: SendRequest; readonly get: SendRequest } {
  const request: SendRequest = (...args) => {
    const call = toCall(args);
    const sandbox = call === undefined ? undefined : findTarget(toOrigin(call.options, scheme));
    if (call === undefined || sandbox === undefined) return send(...args);
    const headers = toHeaders(call.options.headers, sandbox);
    return send({ ...call.options, headers }, call.callback);
  };
  const get: SendRequest = (...args) => {
    const sent = request(...args);
    sent.end();
    return sent;
  };
  return { request, get };
}

interface RequestCall {
  readonly options: RequestOptions;
  readonly callback: unknown;
}

/** Returns the call in its form with options alone, as Node does; undefined for an address that Node will reject. */
function toCall([first, second, third]: readonly unknown[]): RequestCall | undefined {
  const url = typeof first === 'string' ? parseUrl(first) : first;
  if (url === undefined) return undefined;
  if (!(url instanceof URL)) return isOptions(url) ? { options: { ...url }, callback: second } : undefined;
  const [options, callback] = typeof second === 'function' ? [undefined, second] : [second, third];
  return { options: { ...urlToHttpOptions(url), ...(isOptions(options) ? options : {}) }, callback };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isOptions(value: unknown): value is RequestOptions {
  return typeof value === 'object' && value !== null;
}

/** Returns the origin of a request; undefined for one that goes to a socket of the file system. */
function toOrigin(
  { protocol, hostname, host, port, defaultPort, socketPath }: RequestOptions,
  scheme: string,
): string | undefined {
  if (socketPath !== undefined && socketPath !== null) return undefined;
  const name = hostname ?? host ?? 'localhost';
  const authority = name.includes(':') && !name.startsWith('[') ? `[${name}]` : name;
  const number = port ?? defaultPort;
  return toHttpOrigin(`${protocol ?? scheme}//${authority}${number ? `:${number}` : ''}`);
}

/** Adds the sandbox to headers: an object, or a list of names and values in turn, as pairs or flat. */
function toHeaders(headers: RequestOptions['headers'], sandbox: string): OutgoingHttpHeaders | readonly string[] {
  const entries = toEntries(headers);
  const sent = entries.filter(([name]) => isBaggage(name)).map(([, value]) => String(value));
  const others = entries.filter(([name]) => !isBaggage(name));
  const all = [...others, ['baggage', nameSandbox(sent.length === 0 ? undefined : sent.join(','), sandbox)] as const];
  return Array.isArray(headers) ? all.flatMap(([name, value]) => [name, String(value)]) : Object.fromEntries(all);
}

type HeaderEntry = readonly [name: string, value: OutgoingHttpHeaders[string]];

function toEntries(headers: unknown): readonly HeaderEntry[] {
  if (!Array.isArray(headers)) return Object.entries((headers ?? {}) as OutgoingHttpHeaders);
  const list: readonly unknown[] = headers;
  const flat = list.flat().map(String);
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ''] as const] : []));
}

function isBaggage(name: string): boolean {
  return name.toLowerCase() === 'baggage';
}
