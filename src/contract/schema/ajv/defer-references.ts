import type { Ajv2020, CodeKeywordDefinition, ValidateFunction } from 'ajv/dist/2020.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';
import type { CallBudget } from './call-budget.ts';
import { parsePointer, toPointer } from '../../../kernel/json/pointer.ts';
import { collectFailure, UncompilableSchemaError } from './uncompilable-schema-error.ts';

/** The references whose schemas are compiled when a value first gets there. */
export interface DeferredReferences {
  /** Compiles all of them, and those that they lead to. Gives those that cannot be. */
  compileAll(): readonly UncompilableSchemaError[];
}

/**
 * Lets a `$ref` far from the schema that is being compiled wait until a value gets there. ajv compiles whatever a
 * schema leads to, one within the other: in a large document whose schemas hang together that is all of them for the
 * first request, and the stack ends before they do.
 */
export function deferReferences(ajv: Ajv2020, documentId: string, budget: CallBudget): DeferredReferences {
  const deferred = new Map<string, DeferredFunction>();
  const definition = ajv.getKeyword('$ref') as CodeKeywordDefinition;
  const { code } = definition;
  let depth = 0;
  definition.code = (cxt) => {
    const reference: unknown = cxt.schema;
    const isLocal = typeof reference === 'string' && reference.startsWith('#/') && cxt.it.baseId === documentId;
    if (!isLocal || depth < DEEPEST) {
      depth += 1;
      try {
        code(cxt);
      } finally {
        depth -= 1;
      }
      return;
    }
    const known = deferred.get(reference) ?? createDeferred(() => compileReference(ajv, documentId, reference), budget);
    deferred.set(reference, known);
    callRef(cxt, cxt.gen.scopeValue('validate', { ref: known }));
  };
  return {
    // Compiling one may defer others: a Map's iteration goes on with what is added meanwhile.
    compileAll: () => Array.from(deferred.values(), ({ prepare }) => collectFailure(prepare)).flat(),
  };
}

/** What generated code expects of a validator: errors and evaluated properties lie on the function. */
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
    if (compiled === undefined) throw new Error('there is none');
    return compiled as ValidateFunction;
  } catch (error) {
    throw new UncompilableSchemaError(pointer, error);
  }
}

/** Near ones are compiled at once: what they evaluate is then known even of a value that they refuse. */
const DEEPEST = 3;
