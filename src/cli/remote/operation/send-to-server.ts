import { PRODUCT } from '../../../kernel/product.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';
import { cutTo } from '../../../kernel/text/cut-to.ts';
import { RefusedError, toUnreachable } from '../refused-error.ts';
import type { RemoteConfig } from '../run-remote.ts';
import { sendRequest } from '../send-request.ts';
import { UsageError } from '../usage-error.ts';

/** A request to send. */
export interface NewRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | URLSearchParams | undefined;
}

/**
 * Sends a request to a server, in the sandbox that is set. Throws a UsageError for a header that HTTP does not allow,
 * and a RefusedError if the server cannot be reached.
 */
export async function sendToServer(
  { url, sandbox, signal }: RemoteConfig,
  { method, target, headers, body }: NewRequest,
): Promise<Response> {
  const own = sandbox === undefined ? {} : { [PRODUCT.sandboxHeader]: sandbox };
  const all = { accept: 'application/json, */*;q=0.5', ...headers, ...own };
  for (const [name, value] of Object.entries(all)) checkHeader(name, value);
  try {
    return await sendRequest(new Request(`${url}${target}`, { method, headers: all, body: body ?? null }), signal);
  } catch (error) {
    throw toUnreachable(error, url);
  }
}

function checkHeader(name: string, value: string): void {
  try {
    new Headers().set(name, value);
  } catch {
    const shown = JSON.stringify(cutTo(name, MAX_NAME));
    throw new UsageError(`The header ${shown} has characters that HTTP does not allow. Give others.`);
  }
}

/** Returns the body of a response. Throws a RefusedError if it cannot be read. */
export async function readText(response: Response, { url }: RemoteConfig): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    const reason = toClause(error instanceof Error ? (error.cause ?? error) : error);
    throw new RefusedError(`Failed to read the response of ${url}: ${reason}.`);
  }
}

/** Characters of a name in a message. */
const MAX_NAME = 100;
