import type { ResponseSpec } from '../contract/contract.ts';
import type { JsonValue } from '../kernel/json.ts';
import type { Outcome, OutcomeCookie } from '../kernel/outcome.ts';
import { Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import { toSetCookie } from './cookies.ts';
import type { Behaved, Represented } from './passage.ts';

/** Makes a body for a response that has no example, out of its schema. */
export type SampleResponse = (response: ResponseSpec) => JsonValue | undefined;

/** Turns an outcome into a status, headers and a body, out of what the operation declares. What is no success is thrown as the Problem it stands for. */
export function createRepresent(sample: SampleResponse): (behaved: Behaved) => Represented {
  return function represent({ operation, outcome, request }) {
    const { success } = operation;
    if (outcome.kind === 'example') {
      const [mediaType] = success.mediaTypes;
      const example = mediaType?.hasExample === true ? mediaType.example : sample(success);
      return {
        status: toStatus(success),
        headers: { [PRODUCT.simulatedHeader]: 'example', ...toLocation(outcome) },
        body: example,
        isExample: true,
      };
    }
    if (outcome.kind !== 'success') throw toProblem(outcome);
    return {
      status: outcome.status ?? toStatus(success),
      headers: { ...toHeaders(outcome.cookies, request.origin), ...toLocation(outcome) },
      body: outcome.body,
      isExample: false,
    };
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

function toStatus({ code }: ResponseSpec): number {
  const status = Number.parseInt(code.replaceAll(/X/gi, '0'), 10);
  return Number.isNaN(status) ? 200 : status;
}
