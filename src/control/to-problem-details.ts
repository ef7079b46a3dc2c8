import type { JsonObject } from '../kernel/json/json.ts';
import { PROBLEMS, type Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import type { Reject } from '../pipeline/response/reject.ts';

/** Renders a rejection as problem details (RFC 9457). `type` is a URN; `code` is also in the error header. */
export const toProblemDetails: Reject = async ({ problem, request }) => {
  const { code, status, headers } = problem;
  const errors = [
    ...problem.violations.map((violation) => ({ ...violation })),
    ...problem.faults.map((fault) => ({ ...fault })),
  ];
  const body: JsonObject = {
    type: `urn:${PRODUCT.name}:problem:${code}`,
    title: PROBLEMS[code].title,
    status,
    code,
    detail: toDetail(problem),
    request_id: request.id,
    ...(errors.length === 0 ? {} : { errors }),
  };
  return { status, headers: { ...headers, [PRODUCT.errorHeader]: code }, body, mediaType: 'application/problem+json' };
};

function toDetail({ message, violations: [first, ...rest] }: Problem): string {
  if (first === undefined) return message;
  return rest.length === 0 ? first.message : `${first.message} (and ${rest.length} more)`;
}
