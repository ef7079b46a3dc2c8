import type { Ajv2020, CodeKeywordDefinition, ValidateFunction } from 'ajv/dist/2020.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';
import type { CallBudget } from './call-budget.ts';
import { parsePointer, toPointer } from '../../../kernel/json/pointer.ts';
import { collectFailure, UncompilableSchemaError } from './uncompilable-schema-error.ts';
import { getOrCreate } from '../../../kernel/get-or-create.ts';

/** The references whose schemas are compiled when validation first reaches them. */
export interface DeferredReferences {
  /** Compiles all of them, and those that they refer to, one with each step. Each step gives the failures. */
  compileEach(): Iterable<readonly UncompilableSchemaError[]>;
}

/**
 * Defers the compilation of a `$ref` nested deeper than `MAX_EAGER_DEPTH` until a value reaches it. ajv compiles
 * referenced schemas recursively: in a large document of connected schemas the first request would compile all of them,
 * and overflow the stack.
 */
export function deferReferences(ajv: Ajv2020, documentId: string, budget: CallBudget): DeferredReferences {
  const deferred = new Map<string, DeferredFunction>();
  const definition = ajv.getKeyword('$ref') as CodeKeywordDefinition;
  const { code } = definition;
  let depth = 0;
  definition.code = (cxt) => {
    const reference: unknown = cxt.schema;
    const isLocal = typeof reference === 'string' && reference.startsWith('#/') && cxt.it.baseId === documentId;
    if (!isLocal || depth < MAX_EAGER_DEPTH) {
      depth += 1;
      try {
        code(cxt);
      } finally {
        depth -= 1;
      }
      return;
    }
    const ref = getOrCreate(deferred, reference, () =>
      createDeferred(() => compileReference(ajv, documentId, reference), budget),
    );
    callRef(cxt, cxt.gen.scopeValue('validate', { ref }));
  };
  return {
    *compileEach() {
      // Compiling one may defer others: iterating a Map also visits entries that are added during the iteration.
      for (const { prepare } of deferred.values()) yield collectFailure(prepare);
    },
  };
}

/** A validator as ajv's generated code expects it: errors and evaluated properties are properties of the function. */
interface DeferredFunction {
  (this: unknown, value: unknown, context?: Parameters<ValidateFunction>[1]): boolean;
  errors?: ValidateFunction['errors'];
  evaluated?: ValidateFunction['evaluated'];
  prepare(): void;
}

function createDeferred(compile: () => ValidateFunction, budget: CallBudget): DeferredFunction {
  let compiled: ValidateFunction | undefined;
  const deferred: DeferredFunction = (value, context) => {
    budget.spend();
    const check = (compiled ??= compile());
    const isValid = check(value, context);
    deferred.errors = check.errors;
    deferred.evaluated = check.evaluated;
    return isValid;
  };
  deferred.prepare = () => {
    compiled ??= compile();
  };
  return deferred;
}

function compileReference(ajv: Ajv2020, documentId: string, reference: string): ValidateFunction {
  const pointer = toPointer(parsePointer(reference));
  try {
    const compiled = ajv.getSchema(documentId + reference);
    if (compiled === undefined) throw new Error('there is no schema');
    return compiled as ValidateFunction;
  } catch (error) {
    throw new UncompilableSchemaError(pointer, error);
  }
}

/** Shallow references are compiled eagerly, so that ajv knows what they evaluate even when they reject a value. */
const MAX_EAGER_DEPTH = 3;
