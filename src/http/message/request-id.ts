import type { RequestHandler } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxNameSource } from '../../pipeline/sandbox/read-sandbox.ts';
import { joinHeaders } from './join-headers.ts';
import { splitTarget } from './request-target.ts';

/** Creates the id of a request; it may depend on the world that the request names. */
export type CreateRequestId = (request: SandboxNameSource) => string;

/** Returns the id that the client sent when it is safe to log and to echo; otherwise creates one. */
export function toRequestId(sent: string | undefined, createRequestId: () => string): string {
  return sent !== undefined && REQUEST_ID.test(sent) ? sent : createRequestId();
}

/** Returns the id of a Node request. */
export type Identify = (request: IncomingMessage) => string;

/** Creates a function that returns the `X-Request-Id` of a request, or else a created id. */
export function createIdentify(createRequestId: CreateRequestId): Identify {
  return function identify(request) {
    const headers = joinHeaders(request);
    return toRequestId(headers[HEADER], () => createRequestId({ path: splitTarget(request.url ?? '/').path, headers }));
  };
}

/** Creates middleware that attaches each request's id and sets it as the response's `X-Request-Id`. */
export function createRequestIdentifier(identify: Identify): RequestHandler {
  return function identifyRequest(request, response, next) {
    const id = identify(request);
    attachRequestId(response, id);
    response.setHeader(HEADER, id);
    next();
  };
}

type IdentifiedResponse = ServerResponse & { [ID]?: string };

/** Attaches the request's id to its response, without setting a header. */
export function attachRequestId(response: IdentifiedResponse, id: string): void {
  response[ID] = id;
}

/** Returns the attached request id, or an empty text. */
export function getRequestId(response: IdentifiedResponse): string {
  return response[ID] ?? '';
}

const ID = Symbol('request id');
const HEADER = 'x-request-id';
const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
