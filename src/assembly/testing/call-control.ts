import { toCamelCaseName } from '../../control/wire/wire-names.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { SimulatorError, type ProblemDetails } from '../../kernel/simulator-error.ts';
import type { Pipeline } from '../../pipeline/exchange/exchange.ts';

/** How to call the control plane within the process. */
export interface ControlAccess {
  readonly pipeline: Pipeline;
  readonly adminToken: string;
  /** The sandbox to call; undefined for the baseline. */
  readonly sandbox: string | undefined;
}

/**
 * Calls the control plane without a server. `path` is relative to `/__admin`. Throws a SimulatorError if the call is
 * rejected: its message names options as TypeScript writes them (`delayMs`), its `problem` has the names of the wire.
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
  if (status >= 400) throw toRejection(answer as ProblemDetails & { readonly code: ProblemCode });
  return answer as Answer;
}

function toRejection(problem: ProblemDetails & { readonly code: ProblemCode }): SimulatorError {
  const { code, detail, errors = [] } = problem;
  const messages = errors.map(({ message, field = '' }) => withOptionNames(String(message), String(field)));
  const message = messages.length > 0 ? messages.join(' ') : (detail ?? 'The control plane rejected the call.');
  return new SimulatorError(code, message, { problem });
}

/**
 * Replaces the wire names of a field's path in a message, but not in quoted values. The closing quote is optional, so
 * that an opening one without it costs linear time.
 */
export function withOptionNames(message: string, field: string): string {
  const names = new Set(field.split('.').filter((name) => name.includes('_')));
  return message.replaceAll(/"(?:[^"\\]|\\.)*"?|\w+/g, (word) => (names.has(word) ? toCamelCaseName(word) : word));
}
