import type { ValidateFunction } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
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
  /** Compiles the references that earlier compilations deferred, one with each step. Each step gives the failures. */
  compileDeferred(): Iterable<readonly UncompilableSchemaError[]>;
}

/**
 * Creates the compiler of a bundled OpenAPI 3.1 document (see `toSchemaDocument`). The schemas may refer to each other;
 * each is compiled once.
 */
export function createSchemaCompiler(schemas: JsonObject): SchemaCompiler {
  const ajv = createAjv();
  ajv.addSchema(toRoot(schemas));
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
    compileDeferred: references.compileEach,
  };
}

/**
 * Returns the schema that ajv resolves references in. ajv visits every object of it in search of identifiers, and keeps
 * a pointer to each meanwhile. The members of a document without identifiers are hidden from that search; references
 * still find them.
 */
function toRoot(schemas: JsonObject): JsonObject {
  const enumerable = hasIdentifiers(schemas);
  const members = Object.entries(schemas).map(([name, value]) => [name, { value, enumerable }] as const);
  return Object.defineProperties<JsonObject>({}, { ...Object.fromEntries(members), $id: { value: DOCUMENT_ID } });
}

/** Whether there is anything that looks like the identifier of a schema. */
function hasIdentifiers(node: JsonValue): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (isJsonObject(node) && IDENTIFIERS.some((keyword) => typeof node[keyword] === 'string')) return true;
  return Object.values(node).some(hasIdentifiers);
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

const IDENTIFIERS = ['$id', '$anchor', '$dynamicAnchor'];
