import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonObject } from '../kernel/json.ts';
import { findAtPointer, parsePointer, toPointer } from '../kernel/pointer.ts';
import type { SchemaViolation, Validator } from './contract.ts';
import { createAjv } from './create-ajv.ts';
import { toJsonType, toSchemaViolations } from './to-schema-violations.ts';
import { toSchemaDocument } from './to-schema-document.ts';

/** Makes the validators of one document, each once. */
export interface ValidatorFactory {
  /**
   * The validator of the schema at a JSON Pointer; `strict` refuses properties that it does not declare. Compiled on first use,
   * where it throws an `UncompilableSchemaError` if it cannot be: no value ever passes.
   */
  at(pointer: string, options?: { readonly strict?: boolean }): Validator;
  /** Compiles every validator asked for so far and gives how many. Throws an AggregateError of all `UncompilableSchemaError`s. */
  compileAll(): number;
}

/** A schema of the document that is none: `pointer` says where it stands. */
export class UncompilableSchemaError extends Error {
  readonly pointer: string;

  constructor(pointer: string, cause: unknown) {
    super(`Failed to compile the schema at ${pointer}: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
    this.name = 'UncompilableSchemaError';
    this.pointer = pointer;
  }
}

/** Makes validators out of a bundled OpenAPI 3.1 document, which is read by the first of them that is used. */
export function createValidatorFactory(document: JsonObject): ValidatorFactory {
  let ajv: Ajv2020 | undefined;
  const getAjv = (): Ajv2020 => (ajv ??= createAjv().addSchema({ ...toSchemaDocument(document), $id: DOCUMENT_ID }));
  const validators = new Map<string, LazyValidator>();
  return {
    at: (pointer, { strict = false } = {}) => {
      const target = followReferences(document, pointer);
      const key = `${strict ? 'strict' : 'plain'} ${target}`;
      const known = validators.get(key) ?? createLazyValidator(target, { strict, compile: () => compileAt(getAjv(), target, strict) });
      validators.set(key, known);
      return known.validate;
    },
    compileAll: () => {
      const failures = [...validators.values()].flatMap((validator) => findFailure(validator));
      if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('\n'));
      return validators.size;
    },
  };
}

interface LazyValidator {
  readonly validate: Validator;
  getCompiled(): ValidateFunction;
}

interface ValidatorOptions {
  readonly strict: boolean;
  compile(): ValidateFunction;
}

function createLazyValidator(pointer: string, { strict, compile }: ValidatorOptions): LazyValidator {
  let compiled: ValidateFunction | undefined;
  let failure: UncompilableSchemaError | undefined;
  const getCompiled = (): ValidateFunction => {
    if (failure !== undefined) throw failure;
    try {
      return (compiled ??= compile());
    } catch (error) {
      failure = new UncompilableSchemaError(pointer, error);
      throw failure;
    }
  };
  const validate: Validator = (value) => {
    const check = getCompiled();
    if (isValid(check, value, pointer)) return NO_VIOLATIONS;
    if (check.errors === null || check.errors === undefined) return [tooDeep(value)];
    return toSchemaViolations(strict ? withoutEchoes(check.errors) : check.errors, value);
  };
  return { validate, getCompiled };
}

function isValid(check: ValidateFunction, value: unknown, pointer: string): boolean {
  try {
    return check(value);
  } catch (error) {
    check.errors = null;
    // A value nested so deep that a recursive schema cannot follow it: the stack ends, the process need not.
    if (error instanceof RangeError) return false;
    throw new UncompilableSchemaError(pointer, error);
  }
}

function tooDeep(value: unknown): SchemaViolation {
  return { path: [], keyword: 'depth', params: {}, actual: toJsonType(value) };
}

/** A union that failed evaluates nothing, so that every property looks unknown. Which one is, shows once the union fits. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const isUnion = ({ keyword, instancePath }: ErrorObject): boolean => instancePath === '' && UNIONS.has(keyword);
  const isEcho = ({ keyword, instancePath }: ErrorObject): boolean => instancePath === '' && keyword === 'unevaluatedProperties';
  return errors.some(isUnion) ? errors.filter((error) => !isEcho(error)) : errors;
}

function compileAt(ajv: Ajv2020, pointer: string, strict: boolean): ValidateFunction {
  const reference = `${DOCUMENT_ID}#${parsePointer(pointer).map(toFragmentStep).join('')}`;
  if (strict) return ajv.compile({ $ref: reference, unevaluatedProperties: false });
  const compiled = ajv.getSchema(reference);
  if (compiled === undefined) throw new Error('there is nothing');
  return compiled as ValidateFunction;
}

/** RFC 6901 section 6: paths hold `{`, `}` and `%`, which a URI's fragment must not. */
function toFragmentStep(step: string): string {
  return encodeURI(toPointer([step])).replaceAll(/[#?[\]]/g, encodeURIComponent);
}

/** Where a chain of bare references ends, so that what they lead to is compiled once. */
function followReferences(document: JsonObject, pointer: string): string {
  let target = pointer;
  for (let depth = 0; depth < LONGEST_CHAIN; depth += 1) {
    const schema = findAtPointer(document, target);
    const reference = isJsonObject(schema) && Object.keys(schema).length === 1 ? schema['$ref'] : undefined;
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return target;
    target = toPointer(parsePointer(reference));
  }
  return pointer;
}

function findFailure(validator: LazyValidator): readonly UncompilableSchemaError[] {
  try {
    validator.getCompiled();
    return [];
  } catch (error) {
    if (error instanceof UncompilableSchemaError) return [error];
    throw error;
  }
}

const DOCUMENT_ID = 'https://contract.invalid/document';
const UNIONS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'if']);
const LONGEST_CHAIN = 32;
const NO_VIOLATIONS: readonly SchemaViolation[] = Object.freeze([]);
