import type { ServerResponse } from 'node:http';
import type { Logger } from '../kernel/logger.ts';
import { createPathRedactor, REDACTED, redactPath, redactQuery } from '../kernel/secrets/redaction.ts';
import type { MountedRequest } from './message/origin.ts';
import { findProblem, toLoggedProblem } from './logged-problem.ts';
import { getRequestId } from './message/request-id.ts';
import { splitTarget } from './message/request-target.ts';

/**
 * Logs one line a request once its response is sent or its client gone: method, path, status and time, and of a
 * rejected one the code, the first field and the reason. Never a header, a body or a secret of the query.
 */
export function createRequestLog(logger: Logger, now: () => number, pathTemplates: readonly string[] = []): LogRequest {
  const redact = createPathRedactor(pathTemplates);
  return function logRequest(request, response) {
    if (logger.isLevelEnabled?.('info') === false) return;
    const started = now();
    response.on('close', () => {
      const problem = findProblem(response);
      const fields = {
        requestId: getRequestId(response),
        method: request.method,
        path: toLoggedTarget(request.originalUrl ?? request.url ?? '', redact),
        // A client that left before the answer began was given none.
        ...(response.headersSent ? { status: response.statusCode } : {}),
        milliseconds: Math.round((now() - started) * 10) / 10,
        ...(problem === undefined ? {} : toLoggedProblem(problem)),
      };
      logger.info(response.writableFinished ? fields : { ...fields, aborted: true }, 'request');
    });
  };
}

/** To be called once a request, at its begin. */
export type LogRequest = (request: MountedRequest, response: ServerResponse) => void;

/**
 * A request target without secrets: its query keeps its names and loses the values of secret ones, and so do segments
 * of its path.
 */
export function toLoggedTarget(target: string, redact: (path: string) => string = redactPath): string {
  const { path, query } = splitTarget(target);
  const shownPath = redact(path);
  return (query === '' ? shownPath : `${shownPath}?${redactQuery(query, [], REDACTED)}`).slice(0, LONGEST);
}

const LONGEST = 2000;
