import type { BootFault } from '../../kernel/boot-fault.ts';
import type { JsonObject } from '../../kernel/json/json.ts';

/** An OpenAPI 3.1 document whose references are all internal. */
export interface OpenApiDocument {
  /** The file that it was read from, as the caller named it. */
  readonly file: string;
  readonly document: JsonObject;
  /** Returns the source file and pointer of a JSON Pointer in the bundled document. */
  locate(pointer: string): SourceLocation;
  /** Faults that were tolerated when the files were read. */
  readonly warnings: readonly BootFault[];
}

/** A place in a file of the contract. */
export interface SourceLocation {
  readonly file: string;
  readonly pointer: string;
}
