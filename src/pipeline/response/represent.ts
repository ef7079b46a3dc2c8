import type { Operation, ResponseObject } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Outcome, OutcomeCookie } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toSetCookie } from '../sandbox/cookies.ts';
import type { Behaved, Represented } from '../exchange/stages.ts';
import type { Preference } from '../exchange/stages.ts';

/**
 * Makes a body for a response out of its schema, by the wish's seed; undefined where it has none. Dynamic bodies take
 * no example from the schema either.
 */
export type SampleResponse = (
  operation: Operation,
  response: ResponseObject,
  wish: Pick<Preference, 'seed' | 'isDynamic'>,
) => Promise<JsonValue | undefined>;

/**
 * Turns an outcome into a status, headers and a body, out of what the operation declares. What is no success is thrown
 * as the Problem it stands for.
 */
export function createRepresent(sample: SampleResponse): (behaved: Behaved) => Promise<Represented> {
  return async function represent({ operation, outcome, request, preference: wish }) {
    const { success } = operation;
    if (outcome.kind === 'example') {
      const [mediaType] = success.mediaTypes;
      const isSampled = mediaType?.hasExample !== true;
      const body = isSampled ? await sample(operation, success, wish) : mediaType.example;
      const applied = isSampled && wish.seed !== undefined ? { 'preference-applied': `seed=${wish.seed}` } : {};
      return {
        status: toStatus(success),
        headers: { [PRODUCT.simulatedHeader]: 'example', ...toLocation(outcome), ...applied },
        body,
        isExample: true,
      };
    }
    if (outcome.kind !== 'success') throw toProblem(outcome);
    return representSuccess(outcome, { operation, request });
  };
}

/** The same for what has succeeded, which takes no waiting. */
export function representSuccess(
  outcome: Extract<Outcome, { kind: 'success' }>,
  { operation: { success }, request }: Pick<Behaved, 'operation' | 'request'>,
): Represented {
  return {
    status: outcome.status ?? toStatus(success),
    headers: { ...toHeaders(outcome.cookies, request.origin), ...toLocation(outcome) },
    body: outcome.body,
    ...(outcome.text === undefined ? {} : { text: outcome.text }),
    ...(outcome.stream === undefined ? {} : { stream: outcome.stream }),
    ...(outcome.mediaType === undefined ? {} : { mediaType: outcome.mediaType }),
    isExample: false,
  };
}

/** The problem that an outcome other than success stands for, in the platform's wording. */
function toProblem(outcome: Exclude<Outcome, { kind: 'success' | 'example' }>): Problem {
  switch (outcome.kind) {
    case 'not_found':
      return new Problem('RECORD_NOT_FOUND', {
        message: outcome.message ?? `No query results for model [App\\Models\\${outcome.model}] ${outcome.key}`,
      });
    case 'forbidden':
      return new Problem('FORBIDDEN', outcome.message === undefined ? {} : { message: outcome.message });
    case 'conflict':
      return new Problem('STATE_CONFLICT', { message: outcome.message });
    case 'failed':
      return new Problem('UPSTREAM_FAILED', { status: outcome.status, message: outcome.message });
    case 'invalid':
      return new Problem('VALIDATION_FAILED', { violations: outcome.violations });
  }
}

function toHeaders(cookies: readonly OutcomeCookie[] | undefined, origin: string): Represented['headers'] {
  return cookies === undefined ? {} : { 'set-cookie': cookies.map((cookie) => toSetCookie(cookie, origin)) };
}

function toLocation({ location }: { readonly location?: string }): Represented['headers'] {
  return location === undefined ? {} : { location };
}

/** The number of a response's status; of a class its first, of the default 200. */
export function toStatus({ code }: ResponseObject): number {
  const status = Number.parseInt(code.replaceAll(/X/gi, '0'), 10);
  return Number.isNaN(status) ? 200 : status;
}
