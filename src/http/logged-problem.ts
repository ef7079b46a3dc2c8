import type { ServerResponse } from 'node:http';
import { PROBLEMS, type Problem } from '../kernel/problem.ts';
import { redactPath } from '../kernel/secrets/redaction.ts';
import { isSecretParameter } from '../kernel/secrets/secret-names.ts';

/** Why a request was rejected, as its log line says it. */
export interface LoggedProblem {
  readonly code: string;
  /** The first invalid field, or the place in what was sent. */
  readonly field?: string;
  readonly reason: string;
}

/** Returns what the log may say of a problem: no value of a secret field, and no piece of a body. */
export function toLoggedProblem({ code, message, violations, faults }: Problem): LoggedProblem {
  const { title } = PROBLEMS[code];
  const [violation, ...others] = violations;
  // Messages about fields are the platform's templates, filled from the contract: they hold no value.
  if (violation !== undefined) return toLine(code, violation.field, violation.message + countOf(others.length));
  const [fault, ...further] = faults;
  if (fault !== undefined) {
    const isSecret = fault.pointer.split('/').some((name) => isSecretParameter(name));
    return toLine(code, fault.pointer, (isSecret ? title : fault.message) + countOf(further.length));
  }
  return toLine(code, undefined, QUOTING.has(code) ? title : redactPaths(message));
}

/** Keeps the problem of a response until its request is logged. */
export function attachProblem(response: RejectedResponse, problem: Problem): void {
  response[PROBLEM] = problem;
}

/** Returns the problem that a response tells of, if any. */
export function findProblem(response: RejectedResponse): Problem | undefined {
  return response[PROBLEM];
}

type RejectedResponse = ServerResponse & { [PROBLEM]?: Problem };

function toLine(code: string, field: string | undefined, reason: string): LoggedProblem {
  const shown = field === undefined || field === '' ? {} : { field: field.slice(0, MAX_FIELD) };
  return { code, ...shown, reason: reason.slice(0, MAX_REASON) };
}

/** A route that there is not is named in the message. */
function redactPaths(message: string): string {
  return message
    .split(' ')
    .map((word) => redactPath(word))
    .join(' ');
}

/** In Laravel's words. */
function countOf(others: number): string {
  return others === 0 ? '' : ` (and ${others} more error${others === 1 ? '' : 's'})`;
}

/** Their messages quote what was sent: the text around a syntax error, the end of a token. */
const QUOTING: ReadonlySet<string> = new Set(['MALFORMED_BODY', 'INVALID_SANDBOX']);
const PROBLEM = Symbol('problem');
const MAX_FIELD = 100;
const MAX_REASON = 300;
