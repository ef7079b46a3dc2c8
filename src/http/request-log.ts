import type { ServerResponse } from 'node:http';
import type { Logger } from '../kernel/logger.ts';
import type { MountedRequest } from './origin.ts';
import { findProblem, toLoggedProblem } from './logged-problem.ts';
import { requestIdOf } from './request-id.ts';
import { splitTarget } from './request-target.ts';
import { isSecretName } from './secret-names.ts';

/**
 * Logs one line a request once its response is sent or its client gone: method, path, status and time, and of a rejected one the code, the first field
 * and the reason. Never a header, a body or a secret of the query.
 */
export function createRequestLog(logger: Logger, now: () => number): LogRequest {
  return function logRequest(request, response) {
    if (logger.isLevelEnabled?.('info') === false) return;
    const started = now();
    response.on('close', () => {
      const problem = findProblem(response);
      const fields = {
        requestId: requestIdOf(response),
        method: request.method,
        path: toLoggedTarget(request.originalUrl ?? request.url ?? ''),
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

/** A request target whose query keeps its names and loses the values of what is named like a secret. */
export function toLoggedTarget(target: string): string {
  const { path, query } = splitTarget(target);
  const shown = query.split(SEPARATORS).map(redactPair).join('');
  return (query === '' ? path : `${path}?${shown}`).slice(0, LONGEST);
}

function redactPair(pair: string): string {
  const end = pair.indexOf('=');
  return end !== -1 && isSecret(pair.slice(0, end)) ? `${pair.slice(0, end)}=[redacted]` : pair;
}

/** A name that does not decode may be any. */
function isSecret(name: string): boolean {
  try {
    return isSecretName(decodeURIComponent(name));
  } catch {
    return true;
  }
}

/** Kept between the parts. Some servers part pairs at a semicolon too. */
const SEPARATORS = /([&;])/;
const LONGEST = 2000;
