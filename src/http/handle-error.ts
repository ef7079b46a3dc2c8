import type { ServerResponse } from 'node:http';
import type { Logger } from '../kernel/logger.ts';
import { Problem, PROBLEMS } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import { attachProblem } from './logged-problem.ts';
import { rejectRequest, type Rejection } from './message/rejection.ts';
import { getRequestId } from './message/request-id.ts';

/**
 * Creates the error handler. Problems, and client errors that middleware throws, are rejections; anything else is a
 * bug: 500 with the request id, and details in the log only.
 */
export function createErrorHandler(logger: Logger): HandleError {
  return function handleError(error, response) {
    const requestId = getRequestId(response);
    const problem = error instanceof URIError ? new Problem('MALFORMED_PATH') : error;
    if (problem instanceof Problem) attachProblem(response, problem);
    const rejection = toRejection(problem);
    if (rejection === undefined) logger.error({ requestId, error }, 'A request failed unexpectedly.');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of DESCRIBING_HEADERS) response.removeHeader(name);
    if (rejection !== undefined) {
      rejectRequest(rejection, response);
      return;
    }
    const body = JSON.stringify({ message: PROBLEMS.SERVER_ERROR.title, request_id: requestId });
    response.statusCode = PROBLEMS.SERVER_ERROR.status;
    response.setHeader(PRODUCT.errorHeader, 'SERVER_ERROR');
    response.setHeader('content-type', 'application/json');
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(body);
  };
}

/** Ends a response after an error. */
export type HandleError = (error: unknown, response: ServerResponse) => void;

/** Converts an error of the client; undefined for any other. Middleware marks its own by a status (http-errors). */
function toRejection(error: unknown): Rejection | undefined {
  if (error instanceof Problem) {
    const { status, code, message, remedy, headers } = error;
    return { status, code, message, remedy, headers };
  }
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  return { status, code: 'MALFORMED_REQUEST', message: 'The request is not valid.', remedy: MALFORMED_REMEDY };
}

const MALFORMED_REMEDY = 'Correct its headers and its path, or leave out the headers that it does not need.';
/** Headers of the original body, removed because an error body replaces it. */
const DESCRIBING_HEADERS = ['content-length', 'content-encoding', 'etag', 'last-modified', 'cache-control'];
