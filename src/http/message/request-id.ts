import type { RequestHandler } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxNameSource } from '../../pipeline/sandbox/read-sandbox.ts';
import { joinHeaders } from './join-headers.ts';
import { splitTarget } from './request-target.ts';

/** Makes the id of a request, which may depend on the world that it names. */
export type CreateRequestId = (request: SandboxNameSource) => string;

/** The id of a request: the client's own where it is safe to log and to send back, else a new one. */
export function toRequestId(sent: string | undefined, createRequestId: () => string): string {
  return sent !== undefined && REQUEST_ID.test(sent) ? sent : createRequestId();
}

/** Finds or makes the id of a request of Node's. */
export type Identify = (request: IncomingMessage) => string;

/** Identifies requests: by what they sent, else by what `createRequestId` makes. */
export function createIdentify(createRequestId: CreateRequestId): Identify {
  return function identify(request) {
    const headers = joinHeaders(request);
    return toRequestId(headers[HEADER], () => createRequestId({ path: splitTarget(request.url ?? '/').path, headers }));
  };
}

/** Gives every request its id and says it on every answer, whoever writes that. */
export function createRequestIdentifier(identify: Identify): RequestHandler {
  return function identifyRequest(request, response, next) {
    const id = identify(request);
    attachRequestId(response, id);
    response.setHeader(HEADER, id);
    next();
  };
}

type IdentifiedResponse = ServerResponse & { [ID]?: string };

/** Keeps the id of an answer's request without saying it: whoever writes the answer does. */
export function attachRequestId(response: IdentifiedResponse, id: string): void {
  response[ID] = id;
}

/** The id of an answer's request. */
export function getRequestId(response: IdentifiedResponse): string {
  return response[ID] ?? '';
}

const ID = Symbol('request id');
const HEADER = 'x-request-id';
const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
