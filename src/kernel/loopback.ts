/**
 * Returns whether an address or host name is a loopback one (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3, RFC 6761
 * section 6.3).
 */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Returns whether a host is an IP address (IPv4, or IPv6 without brackets) rather than a name. */
export function isAddress(host: string): boolean {
  return ADDRESS.test(host);
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]+)$/i;
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|::1)$/i;
