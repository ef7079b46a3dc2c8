import type { ServerResponse } from 'node:http';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';

/** Puts an answer's headers on a Node response. */
export function setHeaders(headers: ExchangeResponse['headers'], response: ServerResponse): void {
  for (const [name, value] of Object.entries(headers)) {
    const lines = typeof value === 'string' ? value : [...value];
    // What an answer varies by comes on top of what it varies by here (Origin).
    if (name === 'vary') response.appendHeader(name, lines);
    else response.setHeader(name, lines);
  }
}
