import { Problem, type StateFault } from '../../kernel/problem.ts';

/** Throws a Problem that lists the faults, if there are any. */
export function rejectFaults(faults: readonly StateFault[]): void {
  if (faults.length > 0) throw toProblem(faults);
}

/** Returns the Problem of a change that would break the contract. */
export function toProblem(faults: readonly StateFault[]): Problem {
  const [first] = faults;
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
  const message = `Failed to change the state: it would not fit the contract. Nothing was changed. ${first?.pointer ?? ''}: ${first?.message ?? ''}${more}`;
  return new Problem('VALIDATION_FAILED', { message, faults: faults.slice(0, MAX_FAULTS) });
}

/** One change of a schema can cause a fault in every record. */
const MAX_FAULTS = 100;
