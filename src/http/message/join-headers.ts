import type { IncomingMessage } from 'node:http';

/** Returns the headers of a request with repeated fields joined by commas (RFC 9110 section 5.3). */
export function joinHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  // Node has joined every field except `set-cookie`.
  if (headers['set-cookie'] === undefined) return headers as Readonly<Record<string, string>>;
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return joined;
}
