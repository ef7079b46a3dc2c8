import type { ServerResponse } from 'node:http';
import { PROBLEMS, type Problem } from '../kernel/problem.ts';
import { redactPath } from '../kernel/secrets/redaction.ts';
import { isSecretParameter } from '../kernel/secrets/secret-names.ts';

/** Why a request was rejected, as its log line shows it. */
export interface LoggedProblem {
  readonly code: string;
  /** The first invalid field, or a JSON pointer into the body. */
  readonly field?: string;
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Returns the loggable part of a problem, without values of secret fields and without quotes from a body. */
export function toLoggedProblem(problem: Problem): LoggedProblem {
  const { code, message, reason, violations, faults } = problem;
  const { title } = PROBLEMS[code];
  const [violation, ...others] = violations;
  // Messages about fields are the platform's templates, filled from the contract; they hold no values of the request.
  if (violation !== undefined) return toLine(problem, violation.field, violation.message + formatOthers(others.length));
  const [fault, ...further] = faults;
  if (fault !== undefined) {
    const isSecret = fault.pointer.split('/').some((name) => isSecretParameter(name));
    return toLine(problem, fault.pointer, (isSecret ? title : fault.message) + formatOthers(further.length));
  }
  return toLine(problem, undefined, reason ?? (QUOTING.has(code) ? title : redactPaths(message)));
}

/** Attaches a problem to a response, for the log line of its request. */
export function attachProblem(response: RejectedResponse, problem: Problem): void {
  response[PROBLEM] = problem;
}

/** Returns the attached problem, or undefined when the request was not rejected. */
export function findProblem(response: RejectedResponse): Problem | undefined {
  return response[PROBLEM];
}

type RejectedResponse = ServerResponse & { [PROBLEM]?: Problem };

function toLine({ code, remedy }: Problem, field: string | undefined, reason: string): LoggedProblem {
  const shown = field === undefined || field === '' ? {} : { field: field.slice(0, MAX_FIELD) };
  return { code, ...shown, reason: reason.slice(0, MAX_REASON), remedy };
}

/** Redacts paths in a message: that of an unknown route quotes its path. */
function redactPaths(message: string): string {
  return message
    .split(' ')
    .map((word) => redactPath(word))
    .join(' ');
}

/** Formats the number of further errors in Laravel's words. */
function formatOthers(others: number): string {
  return others === 0 ? '' : ` (and ${others} more error${others === 1 ? '' : 's'})`;
}

/** Problems whose messages quote the request: the text around a syntax error, the end of a token. */
const QUOTING: ReadonlySet<string> = new Set(['MALFORMED_BODY', 'INVALID_SANDBOX']);
const PROBLEM = Symbol('problem');
const MAX_FIELD = 100;
const MAX_REASON = 300;
