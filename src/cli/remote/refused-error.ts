import { PRODUCT } from '../../kernel/product.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import type { ClientError } from '../../client/client-error.ts';
import { KEEP_SERVER, type NameServer } from '../../kernel/text/command-url.ts';

/** The server did not do what it was asked for, or did not respond. The message says why, and what to do. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** The body of the response; undefined without one. */
  readonly body: unknown;

  constructor(message: string, body?: unknown) {
    super(message);
    this.body = body;
  }
}

/** Converts the error of a call of the control plane, which may be off. */
export function toRefusedError(error: ClientError, server: CalledServer): RefusedError {
  return isControlOff(error) ? new RefusedError(toOffMessage(server), error.body) : toRejection(error, server);
}

/** Converts the error of a call. Commands that the control plane names in it get the address of the server. */
export function toRejection(error: ClientError, { url, keepUrl = KEEP_SERVER }: CalledServer): RefusedError {
  if (error.kind === 'network') return toUnreachable(error.cause, url);
  if (error.kind === 'malformed') return new RefusedError(error.message);
  if (error.code === undefined)
    return new RefusedError(
      `${url} responded with ${error.status}, and not as the control plane of a simulator. Name the address of one with --url, and start it without --no-admin.`,
      error.body,
    );
  const remedy = error.code === 'ADMIN_TOKEN_REQUIRED' ? TOKEN_REMEDY : findRemedy(error.body);
  const lines = [
    `Rejected with ${error.status} ${error.code}: ${error.message}`,
    ...toDetails(error.body),
    ...(remedy === undefined ? [] : [`Remedy: ${remedy}`]),
  ];
  return new RefusedError(keepUrl.inText(lines.join('\n')), error.body);
}

/** The server of a call. */
interface CalledServer {
  readonly url: string;
  readonly keepUrl?: NameServer;
}

/** Returns the error of a server that cannot be reached. */
export function toUnreachable(error: unknown, url: string): RefusedError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const isClosed = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
  const reason = isClosed ? 'nothing listens there' : toClause(cause);
  return new RefusedError(
    `Failed to reach the simulator at ${url}: ${reason}.\nStart it with npx ${PRODUCT.name}, or name the address of a running one with --url or ${PRODUCT.urlVariable}.`,
  );
}

/** Returns whether the API rejected a call of the control plane: its rejections are no problem details (RFC 9457). */
function isControlOff(error: ClientError): error is ClientError & { readonly kind: 'not_found' } {
  if (error.kind !== 'not_found' || error.code !== 'ROUTE_NOT_FOUND') return false;
  return !isRecord(error.body) || error.body['code'] === undefined;
}

function toOffMessage({ url }: CalledServer): string {
  return `The control plane of ${url} is off (--no-admin), and this command needs it: start the server without --no-admin. \`operations\` and \`call\` work without it.`;
}

/** Returns the remedy that a problem (RFC 9457) has. That of a rejection in Laravel's form is in its explanation. */
function findRemedy(body: unknown): string | undefined {
  const remedy = isRecord(body) ? body['remedy'] : undefined;
  return typeof remedy === 'string' ? remedy : undefined;
}

/**
 * Returns a line for each of the first errors that a body lists, of a problem (RFC 9457) or of a rejection in Laravel's
 * form, and says how many more there are.
 */
function toDetails(body: unknown): readonly string[] {
  const lines = listErrors(isRecord(body) ? body['errors'] : undefined);
  const rest = lines.length - MAX_ERRORS;
  return rest > 0 ? [...lines.slice(0, MAX_ERRORS), `  And ${rest} more.`] : lines;
}

function listErrors(errors: unknown): readonly string[] {
  if (Array.isArray(errors)) return errors.filter(isRecord).map(toItem);
  return isRecord(errors) ? Object.entries(errors).map(([field, messages]) => `  ${field}: ${toTexts(messages)}`) : [];
}

function toItem({ location, file, field, pointer, message, remedy }: Readonly<Record<string, unknown>>): string {
  const place = [location ?? file, field ?? pointer]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  return `  ${place === '' ? '' : `${place}: `}${String(message)}${typeof remedy === 'string' ? `\n      ${remedy}` : ''}`;
}

function toTexts(messages: unknown): string {
  return Array.isArray(messages) ? messages.map(String).join(' ') : String(messages);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Errors printed of one rejection. */
const MAX_ERRORS = 10;
const TOKEN_REMEDY = `Pass it with --admin-token or ${PRODUCT.environmentPrefix}ADMIN_TOKEN.`;
