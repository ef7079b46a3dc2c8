import { BootError } from '../../../kernel/boot-fault.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';

/** Thrown for an invalid schema of the document; `pointer` locates it. */
export class UncompilableSchemaError extends Error {
  readonly pointer: string;

  constructor(pointer: string, cause: unknown) {
    super(`Failed to compile the schema at ${pointer}: ${toClause(cause)}.`, {
      cause,
    });
    this.name = 'UncompilableSchemaError';
    this.pointer = pointer;
  }
}

/** Runs a compilation. Returns its `UncompilableSchemaError`, or an empty list when it succeeds. */
export function collectFailure(compile: () => void): readonly UncompilableSchemaError[] {
  try {
    compile();
    return [];
  } catch (error) {
    if (error instanceof UncompilableSchemaError) return [error];
    throw error;
  }
}

/** Returns the result of `work`. Rethrows its uncompilable schemas as one BootError with their source locations. */
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
    // A schema that compiles twice, plain and strict, fails twice for the same reason.
    const distinct = new Map(found.map((failure) => [failure.message, failure]));
    throw new BootError(
      [...distinct.values()].map(({ pointer, message }) => ({ ...locate(pointer), message, remedy: REMEDY })),
    );
  }
}

const REMEDY = 'Fix the pattern, reference or keyword that it names: schemas are those of JSON Schema 2020-12.';
