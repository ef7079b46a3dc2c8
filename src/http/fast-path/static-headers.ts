import type { RequestHandler, Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';

/** Headers in the order in which they were set; `key` is the name in lower case. */
export type HeaderList = readonly (readonly [name: string, value: string, key: string])[];

/**
 * Creates a function that returns the headers that the given middlewares set. The middlewares run once per `Origin`,
 * with a fake request and response, so they may depend on no other part of the request.
 */
export function createStaticHeaders(middlewares: readonly RequestHandler[]): (request: IncomingMessage) => HeaderList {
  const cache = new Map<string | undefined, HeaderList>();
  return function findStaticHeaders({ headers: { origin } }) {
    const headers = cache.get(origin) ?? record(middlewares, origin);
    if (cache.size >= MAX_ORIGINS) cache.clear();
    cache.set(origin, headers);
    return headers;
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

/** Bounds the cache, since clients can send any number of different origins. */
const MAX_ORIGINS = 100;
