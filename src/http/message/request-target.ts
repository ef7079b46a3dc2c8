/** A request target, as sent. */
export interface RequestTarget {
  /** Percent-encoded; begins with `/`. */
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
}

/**
 * The path and query of a request target in any of the forms of RFC 9112 section 3.2. Never throws: nothing is decoded.
 */
export function splitTarget(target: string): RequestTarget {
  const url = toOriginForm(target);
  const start = url.indexOf('?');
  return start === -1 ? { path: url, query: '' } : { path: url.slice(0, start), query: url.slice(start + 1) };
}

/** A request target as a path: absolute forms, which clients send to a proxy, lose their scheme and authority. */
export function toOriginForm(target: string): string {
  if (target.startsWith('/')) return target;
  const rest = target.replace(ABSOLUTE_FORM, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;
