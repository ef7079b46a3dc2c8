import type { IncomingMessage } from 'node:http';
import type { Logger } from '../kernel/logger.ts';
import { createPathRedactor } from '../kernel/secrets/redaction.ts';
import type { OnReject } from './message/rejection.ts';
import { toLoggedTarget } from './request-log.ts';

/**
 * Creates a function that logs a request which the server itself rejects, before the app sees it. `findTemplates`
 * returns the paths of the contract, which tell what is secret in a path.
 */
export function createRejectionLog(logger: Logger, findTemplates: () => readonly string[]): OnReject {
  return function logRejection({ status, code, message, remedy }, request) {
    if (logger.isLevelEnabled?.('info') === false) return;
    const why = { status, milliseconds: 0, code, reason: message, remedy };
    if (request === undefined) logger.info(why, 'A request was rejected before it was read completely.');
    else logger.info({ ...toRequestLine(request, findTemplates()), ...why }, 'request');
  };
}

function toRequestLine({ method, url = '' }: IncomingMessage, templates: readonly string[]): object {
  return { method, path: toLoggedTarget(url, createPathRedactor(templates)) };
}
