import { toCamelCaseName } from '../../control/wire/wire-names.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { Pipeline } from '../../pipeline/exchange/exchange.ts';

/** How to call the control plane within the process. */
export interface ControlAccess {
  readonly pipeline: Pipeline;
  readonly adminToken: string;
  /** The sandbox to call; undefined for the baseline. */
  readonly sandbox: string | undefined;
}

/**
 * The control plane rejected a call. The message names options as TypeScript writes them (`delayMs`); `problem` is the
 * body of the response (RFC 9457), with the names of the wire.
 */
export class ControlError extends Error {
  readonly status: number;
  readonly problem: unknown;

  constructor(status: number, problem: unknown) {
    super(toMessage(problem));
    this.name = 'ControlError';
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Calls the control plane without a server. `path` is relative to `/__admin`. Throws a ControlError if the call is
 * rejected.
 */
export async function callControl<Answer>(
  { pipeline, adminToken, sandbox }: ControlAccess,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const [route = '', query = ''] = path.split('?');
  const bytes = body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body));
  const { status, body: text } = await pipeline({
    method,
    path: `/__admin${route}`,
    query,
    headers: {
      [PRODUCT.adminTokenHeader]: adminToken,
      ...(sandbox === undefined ? {} : { [PRODUCT.sandboxHeader]: sandbox }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    origin: 'http://127.0.0.1',
    id: 'in-process',
    body: () => Promise.resolve(bytes),
  });
  const answer: unknown = text === undefined || text.length === 0 ? undefined : JSON.parse(String(text));
  if (status >= 400) throw new ControlError(status, answer);
  return answer as Answer;
}

function toMessage(problem: unknown): string {
  const { detail, errors = [] } = (problem ?? {}) as {
    readonly detail?: string;
    readonly errors?: readonly { readonly message: string; readonly field?: string }[];
  };
  const messages = errors.map(({ message, field = '' }) => withOptionNames(message, field));
  return messages.length > 0 ? messages.join(' ') : (detail ?? 'The control plane rejected the call.');
}

/**
 * Replaces the wire names of a field's path in a message, but not in quoted values. The closing quote is optional, so
 * that an opening one without it costs linear time.
 */
function withOptionNames(message: string, field: string): string {
  const names = new Set(field.split('.').filter((name) => name.includes('_')));
  return message.replaceAll(/"(?:[^"\\]|\\.)*"?|\w+/g, (word) => (names.has(word) ? toCamelCaseName(word) : word));
}
