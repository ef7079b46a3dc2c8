import type { IncomingMessage } from 'node:http';
import { getOrCreate } from '../kernel/get-or-create.ts';
import type { Logger } from '../kernel/logger.ts';
import { createPathRedactor } from '../kernel/secrets/redaction.ts';
import type { OnReject } from './message/rejection.ts';
import { toLoggedTarget } from './request-log.ts';

/**
 * Creates a function that logs a request which the server itself rejects, before the app sees it. `findTemplates`
 * returns the paths of the contract, which tell what is secret in a path: the same list for
 * the same contract.
 */
export function createRejectionLog(logger: Logger, findTemplates: () => readonly string[]): OnReject {
  const redactors = new WeakMap<readonly string[], ReturnType<typeof createPathRedactor>>();
  const toPath = ({ url = '' }: IncomingMessage): string => {
    const templates = findTemplates();
    return toLoggedTarget(
      url,
      getOrCreate(redactors, templates, () => createPathRedactor(templates)),
    );
  };
  return function logRejection({ status, code, message, remedy }, request) {
    if (logger.isLevelEnabled?.('info') === false) return;
    const why = { status, code, reason: message, remedy };
    if (request === undefined) logger.info(why, 'A request was rejected before it was read completely.');
    else logger.info({ method: request.method, path: toPath(request), ...why }, 'request');
  };
}
