import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from '../../kernel/json/json.ts';
import { parsePointer, toPointerStep } from '../../kernel/json/pointer.ts';
import { createCallBudget, type CallBudget } from './ajv/call-budget.ts';
import { createAjv } from './ajv/create-ajv.ts';
import { deferReferences } from './ajv/defer-references.ts';
import { DOCUMENT_ID } from './to-schema-document.ts';
import { UncompilableSchemaError } from './ajv/uncompilable-schema-error.ts';

/** Compiles the schemas of one document. */
export interface SchemaCompiler {
  /**
   * Compiles the schema at a JSON Pointer. With `strict`, properties that it does not declare are violations. Throws an
   * `UncompilableSchemaError`.
   */
  compile(pointer: string, strict: boolean): ValidateFunction;
  /** Compiles the references that earlier compilations deferred. Returns the failures. */
  compileDeferred(): readonly UncompilableSchemaError[];
}

/**
 * Creates the compiler of a bundled OpenAPI 3.1 document (see `toSchemaDocument`). The schemas may refer to each other;
 * each is compiled once.
 */
export function createSchemaCompiler(schemas: JsonObject): SchemaCompiler {
  const ajv = createAjv();
  ajv.addSchema({ ...schemas, $id: DOCUMENT_ID });
  const budget = createCallBudget();
  const references = deferReferences(ajv, DOCUMENT_ID, budget);
  const compile = (pointer: string, strict: boolean): ValidateFunction => {
    const reference = `${DOCUMENT_ID}#${parsePointer(pointer).map(toFragmentStep).join('')}`;
    const compiled = strict ? ajv.compile({ $ref: reference, unevaluatedProperties: false }) : ajv.getSchema(reference);
    if (compiled === undefined) throw new Error('there is no schema');
    return withBudget(compiled, budget);
  };
  return {
    compile: (pointer, strict) => {
      try {
        return compile(pointer, strict);
      } catch (error) {
        throw new UncompilableSchemaError(pointer, error);
      }
    },
    compileDeferred: references.compileAll,
  };
}

/** Wraps a validator so that each call starts with a full budget. The errors stay on the function, as ajv has them. */
function withBudget(check: ValidateFunction, budget: CallBudget): ValidateFunction {
  const bounded = ((value: unknown) => {
    budget.begin(value);
    const isValid = check(value);
    bounded.errors = check.errors ?? null;
    return isValid;
  }) as ValidateFunction;
  return bounded;
}

/** Encodes a step for a URI fragment (RFC 6901 section 6): paths contain `{`, `}` and `%`. */
function toFragmentStep(step: string): string {
  return `/${encodeURIComponent(toPointerStep(step))}`;
}
