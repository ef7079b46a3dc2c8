/** A schema of the document that is none: `pointer` says where it stands. */
export class UncompilableSchemaError extends Error {
  readonly pointer: string;

  constructor(pointer: string, cause: unknown) {
    super(`Failed to compile the schema at ${pointer}: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
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
