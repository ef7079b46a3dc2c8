import type { JsonObject } from '../kernel/json/json.ts';
import { PROBLEMS, type Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import type { ProblemDetails } from '../kernel/simulator-error.ts';
import type { Reject } from '../pipeline/response/reject.ts';

/** Renders a rejection as problem details (RFC 9457). `type` is a URN; `code` is also in the error header. */
export const toProblemDetails: Reject = async ({ problem, request }) => {
  const { code, status, headers } = problem;
  const body = { ...toProblemBody(problem), request_id: request.id };
  return { status, headers: { ...headers, [PRODUCT.errorHeader]: code }, body, mediaType: 'application/problem+json' };
};

/** Returns the body of a rejection, without the id of a request. */
export function toProblemBody(problem: Problem): JsonObject & ProblemDetails {
  const { code, status, remedy } = problem;
  const errors = [
    ...problem.violations.map((violation) => ({ ...violation })),
    ...problem.faults.map((fault) => ({ ...fault })),
  ];
  return {
    type: `urn:${PRODUCT.name}:problem:${code}`,
    title: PROBLEMS[code].title,
    status,
    code,
    detail: toDetail(problem),
    remedy,
    ...(errors.length === 0 ? {} : { errors }),
  };
}

function toDetail({ message, violations: [first, ...rest] }: Problem): string {
  if (first === undefined) return message;
  return rest.length === 0 ? first.message : `${first.message} (and ${rest.length} more)`;
}
