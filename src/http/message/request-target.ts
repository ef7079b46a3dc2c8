/** A request target, split and not decoded. */
export interface RequestTarget {
  /** Percent-encoded; begins with `/`. */
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
}

/** Splits a request target, in any form of RFC 9112 section 3.2, into path and query. Never throws. */
export function splitTarget(target: string): RequestTarget {
  const url = toOriginForm(target);
  const start = url.indexOf('?');
  return start === -1 ? { path: url, query: '' } : { path: url.slice(0, start), query: url.slice(start + 1) };
}

/** Returns a request target in origin form: the absolute form, which clients send to proxies, loses scheme and host. */
export function toOriginForm(target: string): string {
  if (target.startsWith('/')) return target;
  const rest = target.replace(ABSOLUTE_FORM, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;
