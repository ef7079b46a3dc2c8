import type { JsonObject } from './json/json.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';

/** The codes that only the TypeScript API has, and what to do. `docs/errors.md` lists them. */
const API_REMEDIES = {
  BOOT_FAILED: 'Correct every fault that `faults` lists, and start again.',
  LISTEN_FAILED: 'Listen on another port or host: port 0 chooses a free port.',
  INVALID_ARGUMENT: 'Correct the argument that the message names.',
  EXPECTATION_FAILED: 'Compare what was expected with the nearest requests that the message lists.',
  SIMULATOR_CLOSED: 'Create another simulator, or close this one later.',
  UNEXPECTED: 'Report this bug, with the stack of `cause`.',
} as const satisfies Record<string, string>;

/** A permanent code of a `SimulatorError`: one of the TypeScript API, or one of a rejected request. */
export type SimulatorErrorCode = keyof typeof API_REMEDIES | ProblemCode;

/** The body of a rejected request (RFC 9457), with the names of the wire. */
export interface ProblemDetails {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** What to do. */
  readonly remedy?: string;
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
    this.remedy = remedy ?? problem?.remedy ?? findRemedy(code);
    this.problem = problem;
  }
}

function findRemedy(code: SimulatorErrorCode): string {
  return code in API_REMEDIES ? API_REMEDIES[code as keyof typeof API_REMEDIES] : PROBLEMS[code as ProblemCode].remedy;
}
