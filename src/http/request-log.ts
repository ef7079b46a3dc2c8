import type { ServerResponse } from 'node:http';
import type { Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import { isSandboxName } from '../kernel/sandbox-name.ts';
import { createPathRedactor, REDACTED, redactPath, redactQuery } from '../kernel/secrets/redaction.ts';
import { splitSandboxPath } from '../pipeline/sandbox/sandbox-path.ts';
import { KEEP_SERVER } from '../kernel/text/command-url.ts';
import type { AppOptions } from './message/app-options.ts';
import type { MountedRequest } from './message/origin.ts';
import { findProblem, toLoggedProblem } from './logged-problem.ts';
import { findRejection, type Rejection } from './message/rejection.ts';
import { getRequestId } from './message/request-id.ts';
import { splitTarget } from './message/request-target.ts';

/** Options of `createRequestLog`. Without a control plane nothing explains a request. */
export type RequestLogOptions = Pick<AppOptions, 'logger' | 'now' | 'pathTemplates' | 'control' | 'nameServer'>;

/**
 * Creates a function that logs one line per request, once its response is sent or its client has disconnected: method,
 * path, status and time; for a rejected request also code, first field and reason. Headers, bodies and secrets in paths
 * and queries are never logged. Reads of the control plane that succeed, such as those of the
 * console, have the level `debug`.
 */
export function createRequestLog({
  logger,
  now = () => performance.now(),
  pathTemplates = [],
  control,
  nameServer = () => KEEP_SERVER,
}: RequestLogOptions): LogRequest {
  const redact = createPathRedactor(pathTemplates);
  const toRejected = (problem: Problem, request: MountedRequest, response: ServerResponse): object => {
    const { inLine, inText } = nameServer();
    const logged = toLoggedProblem(problem);
    const explain = control === undefined ? undefined : findExplanation(request, response);
    const named = { ...logged, reason: inText(logged.reason), remedy: inText(logged.remedy) };
    return explain === undefined ? named : { ...named, explain: inLine(explain) };
  };
  return function logRequest(request, response) {
    if (logger.isLevelEnabled?.('info') === false) return;
    const started = now();
    response.on('close', () => {
      const problem = findProblem(response);
      const fields = {
        requestId: getRequestId(response),
        method: request.method,
        path: toLoggedTarget(request.originalUrl ?? request.url ?? '', redact),
        // No status was sent when the client disconnected before the response began.
        ...(response.headersSent ? { status: response.statusCode } : {}),
        milliseconds: Math.round((now() - started) * 10) / 10,
        ...(problem === undefined
          ? toLoggedRejection(findRejection(response))
          : toRejected(problem, request, response)),
      };
      const line = response.writableFinished ? fields : { ...fields, aborted: true };
      if (isControlRead(request) && response.statusCode < 400) logger.debug?.(line, 'request');
      else logger.info(line, 'request');
    });
  };
}

/** Returns why the server itself has rejected a request: nothing explains it further. */
function toLoggedRejection(rejection: Rejection | undefined): object {
  if (rejection === undefined) return {};
  const { code, message, remedy } = rejection;
  return { code, reason: message, remedy };
}

/** Returns the command that explains a rejected request. The requests of the control plane are not recorded. */
function findExplanation(
  { originalUrl, url = '', headers }: MountedRequest,
  response: ServerResponse,
): string | undefined {
  const { path } = splitTarget(originalUrl ?? url);
  const prefix = splitSandboxPath(path);
  if ((prefix?.path ?? path).startsWith('/__admin')) return undefined;
  const sandbox = prefix?.sandbox ?? headers[PRODUCT.sandboxHeader];
  const words = typeof sandbox === 'string' && isSandboxName(sandbox) ? ` --sandbox ${sandbox}` : '';
  return `npx ${PRODUCT.name} explain ${getRequestId(response)}${words}`;
}

/** Called once per request, when it begins. */
export type LogRequest = (request: MountedRequest, response: ServerResponse) => void;

/** Returns a request target with secret query values and secret path segments redacted. */
export function toLoggedTarget(target: string, redact: (path: string) => string = redactPath): string {
  const { path, query } = splitTarget(target);
  const shownPath = redact(path);
  return (query === '' ? shownPath : `${shownPath}?${redactQuery(query, [], REDACTED)}`).slice(0, MAX_LENGTH);
}

/** Returns whether a request reads from the control plane: its calls, its events, or the console's files. */
function isControlRead({ method, url = '' }: MountedRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && /^\/__admin(?:[/?]|$)/.test(url);
}

const MAX_LENGTH = 2000;
