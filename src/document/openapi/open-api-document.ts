import type { JsonObject } from '../../kernel/json/json.ts';

/** A checked OpenAPI 3.1 document whose references are all internal. */
export interface OpenApiDocument {
  /** The file it was read from, as it was named. */
  readonly file: string;
  readonly document: JsonObject;
  /**
   * Where a part of the bundled document was written: a JSON Pointer of the bundle → the file and the pointer in it.
   */
  locate(pointer: string): SourceLocation;
}

/** A place in a file of the contract. */
export interface SourceLocation {
  readonly file: string;
  readonly pointer: string;
}
