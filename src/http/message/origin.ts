import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isHost } from './host.ts';

/** A request, and what the router of another server kept of its target where this one is mounted in it. */
export type MountedRequest = IncomingMessage & { readonly originalUrl?: string };

/** How this server knows its own address. */
export interface OriginOptions {
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
}

/**
 * `scheme://host` as the client sees this server. A `Host` that is none is not repeated into links: localhost stands
 * for it.
 */
export function toOrigin(request: IncomingMessage, { publicUrl, trustProxy }: OriginOptions): string {
  if (publicUrl !== undefined) return publicUrl;
  const { headers, socket } = request;
  const forwardedScheme = trustProxy ? firstOf(headers['x-forwarded-proto'])?.toLowerCase() : undefined;
  const forwardedHost = trustProxy ? findForwardedHost(headers) : undefined;
  const ownScheme = 'encrypted' in socket && socket.encrypted === true ? 'https' : 'http';
  const scheme = forwardedScheme === 'https' || forwardedScheme === 'http' ? forwardedScheme : ownScheme;
  const host = [forwardedHost, headers.host].find((candidate) => candidate !== undefined && isLinkable(candidate));
  return host === undefined ? toLocalOrigin(socket.localPort) : `${scheme}://${host}`;
}

/** The host that a proxy says it was asked by. */
export function findForwardedHost(headers: IncomingHttpHeaders): string | undefined {
  return firstOf(headers['x-forwarded-host']);
}

/**
 * `/mock` where another server's router hands on `/mock/api` as `/api`; empty where this server is not mounted in
 * another.
 */
export function toMountPath({ originalUrl, url = '' }: MountedRequest): string {
  if (originalUrl === undefined) return '';
  const rest = url === '/' && !originalUrl.endsWith('/') ? '' : url;
  return originalUrl.length > rest.length && originalUrl.endsWith(rest) && originalUrl.startsWith('/')
    ? originalUrl.slice(0, originalUrl.length - rest.length).replace(/\/$/, '')
    : '';
}

/** The first of a list: the proxy nearest to the client wrote it. */
function firstOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.[0];
  return text?.split(',', 1)[0]?.trim();
}

function isLinkable(host: string): boolean {
  return LINKABLE.test(host) && isHost(host);
}

function toLocalOrigin(port: number | undefined): string {
  return port === undefined ? 'http://localhost' : `http://localhost:${port}`;
}

/** A name, an IPv4 or a bracketed IPv6 address, and a port. Underscores are for container networks. */
const LINKABLE = /^(?:[a-z0-9_](?:[a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
