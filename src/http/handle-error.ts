import type { ServerResponse } from 'node:http';
import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import { attachProblem } from './logged-problem.ts';
import { getRequestId } from './message/request-id.ts';

/**
 * Creates the error handler. Client errors thrown by middleware keep their status; anything else is a bug: 500 with the
 * request id, and details in the log only.
 */
export function createErrorHandler(logger: Logger): HandleError {
  return function handleError(error, response) {
    const requestId = getRequestId(response);
    const status = toClientStatus(error);
    if (error instanceof Problem) attachProblem(response, error);
    if (status === undefined) logger.error({ requestId, error }, 'A request failed unexpectedly.');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const body = JSON.stringify(
      status === undefined ? { message: 'Server Error', request_id: requestId } : { message: messageOf(error) },
    );
    for (const name of DESCRIBING_HEADERS) response.removeHeader(name);
    response.statusCode = status ?? 500;
    response.setHeader('content-type', 'application/json');
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(body);
  };
}

/** Ends a response after an error. */
export type HandleError = (error: unknown, response: ServerResponse) => void;

/** Returns the 4xx status of a client error, which middleware sets on its errors (http-errors); otherwise undefined. */
function toClientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof URIError) return 400;
  const status = 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Problem ? error.message : 'The request is not valid.';
}

/** Headers of the original body, removed because an error body replaces it. */
const DESCRIBING_HEADERS = ['content-length', 'content-encoding', 'etag', 'last-modified', 'cache-control'];
