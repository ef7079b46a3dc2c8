import type { IncomingMessage } from 'node:http';

/** The headers of a request, each name once. Node has joined all but a few of them already (RFC 9110 section 5.3). */
export function joinHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  // Of what Node leaves apart, `set-cookie` alone is a list.
  if (headers['set-cookie'] === undefined) return headers as Readonly<Record<string, string>>;
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return joined;
}
