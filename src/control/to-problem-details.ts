import type { JsonObject } from '../kernel/json/json.ts';
import { PROBLEMS, type Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import type { ProblemDetails } from '../kernel/simulator-error.ts';
import { KEEP_SERVER, type NameServer } from '../kernel/text/command-url.ts';
import type { Outgoing } from '../pipeline/response/send.ts';
import type { Rejection } from '../pipeline/response/reject.ts';

/**
 * Renders a rejection as problem details (RFC 9457). `type` is a URN; `code` is also in the error header. The commands
 * in its texts name the server.
 */
export async function toProblemDetails({ problem, request }: Rejection, server: NameServer): Promise<Outgoing> {
  const { code, status, headers } = problem;
  const body = { ...toProblemBody(problem, server), request_id: request.id };
  return { status, headers: { ...headers, [PRODUCT.errorHeader]: code }, body, mediaType: 'application/problem+json' };
}

/** Returns the body of a rejection, without the id of a request. */
export function toProblemBody(problem: Problem, { inText } = KEEP_SERVER): JsonObject & ProblemDetails {
  const { code, status } = problem;
  const errors = [
    ...problem.violations.map((violation) => ({ ...violation, message: inText(violation.message) })),
    ...problem.faults.map((fault) => ({
      ...fault,
      message: inText(fault.message),
      ...(fault.remedy === undefined ? {} : { remedy: inText(fault.remedy) }),
    })),
  ];
  return {
    type: `urn:${PRODUCT.name}:problem:${code}`,
    title: PROBLEMS[code].title,
    status,
    code,
    detail: inText(toDetail(problem)),
    remedy: inText(problem.remedy),
    ...(errors.length === 0 ? {} : { errors }),
  };
}

function toDetail({ message, violations: [first, ...rest] }: Problem): string {
  if (first === undefined) return message;
  return rest.length === 0 ? first.message : `${first.message} (and ${rest.length} more)`;
}
