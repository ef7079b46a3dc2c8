import { BootError } from '../../../kernel/boot-fault.ts';

/** A schema of the document that is none: `pointer` says where it stands. */
export class UncompilableSchemaError extends Error {
  readonly pointer: string;

  constructor(pointer: string, cause: unknown) {
    super(`Failed to compile the schema at ${pointer}: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      cause,
    });
    this.name = 'UncompilableSchemaError';
    this.pointer = pointer;
  }
}

/** The failure of a compilation, or nothing. */
export function collectFailure(compile: () => void): readonly UncompilableSchemaError[] {
  try {
    compile();
    return [];
  } catch (error) {
    if (error instanceof UncompilableSchemaError) return [error];
    throw error;
  }
}

/** Gives what `work` gives. Where schemas cannot be compiled, throws them as the BootError that they are at boot. */
export function rejectUncompilable<Result>(
  work: () => Result,
  locate: (pointer: string) => { file: string; pointer: string },
): Result {
  try {
    return work();
  } catch (error) {
    const failures: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
    const found = failures.filter((failure) => failure instanceof UncompilableSchemaError);
    if (found.length < failures.length) throw error;
    // A schema may be compiled twice, as it is and strictly: it fails twice for the same reason.
    const distinct = new Map(found.map((failure) => [failure.message, failure]));
    throw new BootError(
      [...distinct.values()].map(({ pointer, message }) => ({ ...locate(pointer), message, remedy: REMEDY })),
    );
  }
}

const REMEDY = 'Mend the pattern, reference or keyword that it names: schemas are those of JSON Schema 2020-12.';
