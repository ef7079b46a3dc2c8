import { BootError } from '../../kernel/boot-fault.ts';
import { Problem } from '../../kernel/problem.ts';

/** Returns a function that rejects a call with a Problem that lists the faults of files, and rethrows other errors. */
export function createRejectFileFaults(message: string): (error: unknown) => never {
  return function rejectFileFaults(error) {
    if (!(error instanceof BootError)) throw error;
    throw new Problem('VALIDATION_FAILED', { message, faults: error.faults.slice(0, MAX_SHOWN) });
  };
}

const MAX_SHOWN = 100;
