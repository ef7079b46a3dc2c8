import { PRODUCT } from '../../../kernel/product.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';
import { RefusedError, toUnreachable } from '../refused-error.ts';
import type { RemoteConfig } from '../run-remote.ts';
import { sendRequest } from '../send-request.ts';

/** A request to send. */
export interface NewRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | undefined;
}

/** Sends a request to a server, in the sandbox that is set. Throws a RefusedError if the server cannot be reached. */
export async function sendToServer(
  { url, sandbox, signal }: RemoteConfig,
  { method, target, headers, body }: NewRequest,
): Promise<Response> {
  const own = sandbox === undefined ? {} : { [PRODUCT.sandboxHeader]: sandbox };
  try {
    return await sendRequest(
      new Request(`${url}${target}`, {
        method,
        headers: { accept: 'application/json, */*;q=0.5', ...headers, ...own },
        body: body ?? null,
        signal: signal ?? null,
      }),
    );
  } catch (error) {
    throw toUnreachable(error, url);
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
