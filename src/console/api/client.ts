import { BASELINE, toUrl, type Call } from './call.ts';
import { NO_RESPONSE, toFailure, type Failure } from './failure.ts';

/** Sends calls to the server. */
export interface Client {
  /** The server's address without a trailing slash. */
  readonly root: string;
  /** Returns the body of a success: JSON as a value, anything else as text. Throws a `CallError`. */
  send(call: Call, signal?: AbortSignal): Promise<unknown>;
  /** Does the same, and returns the status too. */
  request(call: Call, signal?: AbortSignal): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Sends a call, and returns the response whatever its status. */
  open(call: Call, signal?: AbortSignal): Promise<Response>;
}

/** A call that did not succeed. */
export class CallError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.title);
    this.failure = failure;
  }
}

/** What a client needs to know. */
export interface ClientContext {
  readonly root: string;
  readonly world: string;
  readonly token: string | undefined;
}

/** Creates a client. The admin token goes with calls of the control plane alone. */
export function createClient({ root, world, token }: ClientContext): Client {
  const open: Client['open'] = async (call, signal) => {
    const { method, path, body } = call;
    const sandbox = call.world ?? world;
    const headers = {
      accept: 'application/json',
      ...(sandbox === BASELINE ? {} : { 'x-athena-sandbox': sandbox }),
      ...(token !== undefined && path.startsWith('/__admin') ? { 'x-athena-admin-token': token } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    };
    try {
      return await fetch(toUrl(root, call), {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ?? null,
        // The console is not a user of the simulated API: it must not send that user's cookie, or get one.
        credentials: 'omit',
        // The documents have an entity tag. Nothing else is cached.
        cache: 'no-cache',
      });
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw new CallError(NO_RESPONSE);
    }
  };
  const request: Client['request'] = async (call, signal) => {
    const response = await open(call, signal);
    const body = await readBody(response);
    if (!response.ok) throw new CallError(toFailure(response.status, body));
    return { status: response.status, body };
  };
  return { root, open, request, send: async (call, signal) => (await request(call, signal)).body };
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
