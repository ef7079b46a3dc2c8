import { toProblemBody } from '../../control/to-problem-details.ts';
import { Problem } from '../../kernel/problem.ts';
import { SimulatorError, type SimulatorErrorCode } from '../../kernel/simulator-error.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { StoreError, type StoreErrorCode } from '../../store/port/store-error.ts';

/** Whether a simulator still takes calls. */
export interface Lifetime {
  readonly isClosed: boolean;
}

/** Returns the error that a caller of the TypeScript API gets for what was thrown. */
export function toSimulatorError(error: unknown): SimulatorError {
  if (error instanceof SimulatorError) return error;
  if (error instanceof Problem)
    return new SimulatorError(error.code, error.message, { problem: toProblemBody(error), cause: error });
  const code = error instanceof StoreError ? (STORE_CODES[error.code] ?? 'UNEXPECTED') : 'UNEXPECTED';
  return new SimulatorError(code, toReason(error), { cause: error });
}

/** Returns the error of every call of a closed simulator. */
export function toClosedError(message = 'The simulator is closed.', cause?: unknown): SimulatorError {
  return new SimulatorError('SIMULATOR_CLOSED', message, { cause });
}

/**
 * Runs an asynchronous call. Rejects with a SimulatorError: its code is SIMULATOR_CLOSED once the simulator is closed.
 */
export async function callOpen<Result>(lifetime: Lifetime, work: () => Result | Promise<Result>): Promise<Result> {
  if (lifetime.isClosed) throw toClosedError();
  try {
    return await work();
  } catch (error) {
    throw lifetime.isClosed ? toClosedError(undefined, error) : toSimulatorError(error);
  }
}

/** Returns the same controls, whose calls throw or reject with a SimulatorError alone, also in nested objects. */
export function withPublicErrors<Controls extends object>(controls: Controls, lifetime: Lifetime): Controls {
  const guarded = Object.entries(controls).map(([name, member]: [string, unknown]) => [
    name,
    guardMember(name, member, lifetime),
  ]);
  return Object.fromEntries(guarded) as Controls;
}

function guardMember(name: string, member: unknown, lifetime: Lifetime): unknown {
  if (typeof member === 'object' && member !== null) return withPublicErrors(member, lifetime);
  if (typeof member !== 'function') return member;
  const call = member as (...args: readonly unknown[]) => unknown;
  if (REPORTS.has(name)) return call;
  if (!READS.has(name)) return (...args: readonly unknown[]) => callOpen(lifetime, () => call(...args));
  return (...args: readonly unknown[]) => {
    if (lifetime.isClosed) throw toClosedError();
    return call(...args);
  };
}

/** Calls that return their result rather than a promise. */
const READS: ReadonlySet<string> = new Set(['state', 'now']);
/** Reports on what has happened, which remain readable after the end. */
const REPORTS: ReadonlySet<string> = new Set(['violations']);

const STORE_CODES: Partial<Record<StoreErrorCode, SimulatorErrorCode>> = {
  WRITE_FAILED: 'STORE_UNAVAILABLE',
  WRITE_UNCERTAIN: 'WRITE_UNCERTAIN',
  READ_FAILED: 'STORE_UNAVAILABLE',
  STORE_FULL: 'STORE_FULL',
  CLOSED: 'SIMULATOR_CLOSED',
};
