import type { ServerResponse } from 'node:http';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';

/** Copies the headers of a pipeline response to a Node response. */
export function setHeaders(headers: ExchangeResponse['headers'], response: ServerResponse): void {
  for (const [name, value] of Object.entries(headers)) {
    const lines = typeof value === 'string' ? value : [...value];
    // Added to the `Vary` that the CORS middleware has set (Origin).
    if (name === 'vary') response.appendHeader(name, lines);
    else response.setHeader(name, lines);
  }
}
