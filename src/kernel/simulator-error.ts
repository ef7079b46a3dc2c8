import type { JsonObject } from './json/json.ts';
import type { ProblemCode } from './problem.ts';

/** The codes that only the TypeScript API has, and what to do. `docs/errors.md` lists them. */
const API_REMEDIES = {
  BOOT_FAILED: 'Correct every fault that `faults` lists, and start again.',
  LISTEN_FAILED: 'Listen on another port or host: port 0 chooses a free port.',
  INVALID_ARGUMENT: 'Correct the argument that the message names.',
  EXPECTATION_FAILED: 'Compare what was expected with the nearest requests that the message lists.',
  SIMULATOR_CLOSED: 'Create another simulator, or close this one later.',
  UNEXPECTED: 'Report this bug, with the stack of `cause`.',
} as const satisfies Record<string, string>;

/** What to do about the codes that the control plane has too. Others are looked up in `docs/errors.md`. */
const PROBLEM_REMEDIES: Partial<Record<ProblemCode, string>> = {
  VALIDATION_FAILED: 'Correct every field that `problem.errors` lists.',
  RECORD_NOT_FOUND: 'Pass the name or the id of one that exists.',
  STATE_CONFLICT: 'Pass another name, or delete what is in the way.',
  FILTER_TOO_COSTLY: 'Use fewer `..` and `*` in the JSON path.',
  WRITE_UNCERTAIN: 'Read the state before you try again: the write may have been stored.',
  STORE_UNAVAILABLE: 'Make the data folder writable, and try again.',
  STORE_FULL: 'Free some disk space, and try again.',
  SERVER_ERROR: 'Report this bug, with what the log says about it.',
};

/** A permanent code of a `SimulatorError`: one of the TypeScript API, or one of a rejected request. */
export type SimulatorErrorCode = keyof typeof API_REMEDIES | ProblemCode;

/** The body of a rejected request (RFC 9457), with the names of the wire. */
export interface ProblemDetails {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** Every invalid field, or every fault of a file. */
  readonly errors?: readonly JsonObject[];
}

/** What describes a `SimulatorError` beyond its code and its message. */
export interface SimulatorErrorDetail {
  readonly remedy?: string;
  readonly problem?: ProblemDetails | undefined;
  readonly cause?: unknown;
}

/**
 * The error of the TypeScript API: every call of a simulator, of a sandbox and of `createSimulator` that fails throws
 * one. Compare `code`, never the message.
 */
export class SimulatorError extends Error {
  readonly code: SimulatorErrorCode;
  /** What to do about it. */
  readonly remedy: string;
  /** The rejection, if the control plane or a check rejected the call. */
  readonly problem: ProblemDetails | undefined;

  constructor(code: SimulatorErrorCode, message: string, { remedy, problem, cause }: SimulatorErrorDetail = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SimulatorError';
    this.code = code;
    this.remedy = remedy ?? findRemedy(code);
    this.problem = problem;
  }
}

function findRemedy(code: SimulatorErrorCode): string {
  const remedies: Partial<Record<SimulatorErrorCode, string>> = { ...PROBLEM_REMEDIES, ...API_REMEDIES };
  return remedies[code] ?? `Look up ${code} in docs/errors.md.`;
}
