import type { RequestHandler, Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';

/** Headers in the order in which they were set, as they were written; `key` is the name in lower case. */
export type HeaderList = readonly (readonly [name: string, value: string, key: string])[];

/**
 * What middlewares that only set headers would set on the answer to a request. They are run once for each `Origin` that
 * is sent, on an answer that is none: of a request they may look at that header alone.
 */
export function createStaticHeaders(middlewares: readonly RequestHandler[]): (request: IncomingMessage) => HeaderList {
  const known = new Map<string | undefined, HeaderList>();
  return function findAccompanyingHeaders({ headers: { origin } }) {
    const found = known.get(origin) ?? record(middlewares, origin);
    if (known.size >= MAX_ORIGINS) known.clear();
    known.set(origin, found);
    return found;
  };
}

function record(middlewares: readonly RequestHandler[], origin: string | undefined): HeaderList {
  const headers = new Map<string, readonly [string, string, string]>();
  const request = { method: 'GET', url: '/', headers: origin === undefined ? {} : { origin } };
  const response = {
    getHeader: (name: string) => headers.get(name.toLowerCase())?.[1],
    setHeader: (name: string, value: unknown) =>
      headers.set(name.toLowerCase(), [name, String(value), name.toLowerCase()]),
    removeHeader: (name: string) => headers.delete(name.toLowerCase()),
  };
  for (const middleware of middlewares) void middleware(request as Request, response as unknown as Response, rethrow);
  return [...headers.values()];
}

function rethrow(error?: unknown): void {
  if (error instanceof Error) throw error;
}

/** A client may send any. */
const MAX_ORIGINS = 100;
