import { isJsonObject, type ProblemItem } from './types.ts';

/** Why a call did not succeed. */
export interface Failure {
  /** 0 when the server did not respond. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string | undefined;
  readonly errors: readonly ProblemItem[];
}

/** Returns the failure that a response reports: problem details, the API's own errors, or text. */
export function toFailure(status: number, body: unknown): Failure {
  const problem = isJsonObject(body) ? body : {};
  const text = (name: string): string | undefined => {
    const value = problem[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    status,
    title: text('title') ?? text('message') ?? `The server responded with ${status}`,
    detail: text('detail') ?? (typeof body === 'string' ? body.slice(0, MAX_DETAIL) : ''),
    code: text('code'),
    errors: Array.isArray(problem['errors']) ? problem['errors'] : toFieldErrors(problem),
  };
}

/** Returns why a call did not succeed, in sentences. What an error repeats is said once. */
export function toReasons({ detail, errors }: Failure): string {
  const further = errors.map(({ message }) => message).filter((message) => !detail.includes(message));
  return [...new Set([detail, ...further])].join(' ').trim();
}

/** A recorded request: its id, and its number where others have that id. */
export interface NamedRequest {
  readonly request: string;
  readonly number: number | undefined;
}

/** Returns the recorded request that changed a record since, where a failure names one. */
export function findLaterRequest({ errors }: Failure): NamedRequest | undefined {
  return errors.flatMap(({ request_id: request, request_number: number }) =>
    request === undefined ? [] : [{ request, number }],
  )[0];
}

/** The failure of a call that got no response. */
export const NO_RESPONSE: Failure = {
  status: 0,
  title: 'The server does not respond',
  detail: 'It may have stopped, or is starting again. The console keeps trying.',
  code: undefined,
  errors: [],
};

/** Returns the errors of the simulated API, which are messages by field. */
function toFieldErrors({ errors }: { readonly [name: string]: unknown }): readonly ProblemItem[] {
  if (!isJsonObject(errors)) return [];
  return Object.entries(errors).flatMap(([field, messages]) =>
    (Array.isArray(messages) ? messages : [messages]).map((message) => ({ field, message: String(message) })),
  );
}

const MAX_DETAIL = 300;
