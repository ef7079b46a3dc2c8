import { Problem, type StateFault } from '../../kernel/problem.ts';
import { StoreError } from '../../store/port/store-error.ts';

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

/** Waits for a state to be replaced. Throws a Problem when a reload changed the contract while it was checked. */
export async function rejectOtherContract(replacing: Promise<void>): Promise<void> {
  try {
    await replacing;
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'SCHEMA_CHANGED') throw error;
    throw new Problem('STATE_CONFLICT', {
      message: 'Failed to replace the state: the contract was reloaded while it was checked. Nothing was changed.',
      remedy: 'Send it again: it is then checked by the contract that is served now.',
    });
  }
}

/** One change of a schema can cause a fault in every record. */
const MAX_FAULTS = 100;
