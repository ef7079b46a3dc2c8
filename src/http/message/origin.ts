import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isHost } from './host.ts';

/** A request; `originalUrl` is set by the router of another server that mounts this one. */
export type MountedRequest = IncomingMessage & { readonly originalUrl?: string };

/** The settings that determine this server's public address. */
export interface OriginOptions {
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
}

/**
 * Returns this server's `scheme://host` as the client sees it, for use in links. A malformed `Host` is replaced by
 * localhost.
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

/** Returns the host of `X-Forwarded-Host`, or undefined when the header is absent. */
export function findForwardedHost(headers: IncomingHttpHeaders): string | undefined {
  return firstOf(headers['x-forwarded-host']);
}

/**
 * Returns the path that this server is mounted under in another server: `/mock` when its router passes `/mock/api` on
 * as `/api`. Empty when it is not mounted.
 */
export function toMountPath({ originalUrl, url = '' }: MountedRequest): string {
  if (originalUrl === undefined) return '';
  const rest = url === '/' && !originalUrl.endsWith('/') ? '' : url;
  return originalUrl.length > rest.length && originalUrl.endsWith(rest) && originalUrl.startsWith('/')
    ? originalUrl.slice(0, originalUrl.length - rest.length).replace(/\/$/, '')
    : '';
}

/** Returns the first item of a list, which the proxy nearest to the client wrote. */
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

/** A name, an IPv4 or a bracketed IPv6 address, with an optional port. Container networks use underscores in names. */
const LINKABLE = /^(?:[a-z0-9_](?:[a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
