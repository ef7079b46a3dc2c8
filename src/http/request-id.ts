import type { RequestHandler } from 'express';
import type { ServerResponse } from 'node:http';
import type { SandboxCarriers } from '../pipeline/read-sandbox.ts';
import { joinHeaders } from './join-headers.ts';
import { splitTarget } from './request-target.ts';

/** Makes the id of a request, which may depend on the world that it names. */
export type CreateRequestId = (request: SandboxCarriers) => string;

/** The id of a request: the client's own where it is safe to log and to send back, else a new one. */
export function toRequestId(sent: string | undefined, createRequestId: () => string): string {
  return sent !== undefined && REQUEST_ID.test(sent) ? sent : createRequestId();
}

/** Gives every request its id and says it on every answer, whoever writes that. */
export function createRequestIdentifier(createRequestId: CreateRequestId): RequestHandler {
  return function identifyRequest(request, response, next) {
    const create = (): string => createRequestId({ path: splitTarget(request.url).path, headers: joinHeaders(request) });
    response.setHeader(HEADER, toRequestId(request.get(HEADER), create));
    next();
  };
}

/** The id that `createRequestIdentifier` gave the request of this answer. */
export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader(HEADER) ?? '');
}

const HEADER = 'x-request-id';
const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
