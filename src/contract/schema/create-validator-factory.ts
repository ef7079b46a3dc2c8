import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { findAtPointer, parsePointer, toPointer } from '../../kernel/json/pointer.ts';
import type { SchemaViolation, Validator } from '../model/contract.ts';
import { createSchemaCompiler, type SchemaCompiler } from './create-schema-compiler.ts';
import { schemasForDirection, type Direction } from './schemas-for-direction.ts';
import { toSchemaDocument, type ReportInvalidKeyword } from './to-schema-document.ts';
import { toJsonType, toSchemaViolations } from './to-schema-violations.ts';
import { collectFailure, UncompilableSchemaError } from './ajv/uncompilable-schema-error.ts';

/** Which of a schema's validators is meant. */
export interface ValidatorOptions {
  readonly strict?: boolean;
  /**
   * `response` unless it says `request`: a required property that is readOnly need not be sent, one that is writeOnly
   * need not be answered.
   */
  readonly direction?: Direction;
}

/** Makes the validators of one document, each once. */
export interface ValidatorFactory {
  /**
   * The validator of the schema at a JSON Pointer; `strict` refuses properties that it does not declare. Compiled on
   * first use, where it throws an `UncompilableSchemaError` if it cannot be: no value ever passes.
   */
  at(pointer: string, options?: ValidatorOptions): Validator;
  /**
   * Compiles every validator asked for so far and gives how many. Throws an AggregateError of all
   * `UncompilableSchemaError`s.
   */
  compileAll(): number;
}

/**
 * Makes validators out of a bundled OpenAPI 3.1 document, which is read by the first of them that is used. What a value
 * costs is bounded (reported violations, copies, depth), the document's own patterns apart: they run as they are
 * written. Given `report`, keywords that mean nothing are left out, and reported at once; else a schema that has one
 * cannot be compiled.
 */
export function createValidatorFactory(document: JsonObject, report?: ReportInvalidKeyword): ValidatorFactory {
  const compilers = createCompilers(document, report);
  const validators = new Map<string, LazyValidator>();
  return {
    at: (pointer, { strict = false, direction = 'response' } = {}) => {
      const target = followReferences(document, pointer);
      const key = `${direction} ${strict ? 'strict' : 'plain'} ${target}`;
      const known = validators.get(key) ?? createLazyValidator(target, strict, () => compilers.get(direction));
      validators.set(key, known);
      return known.validate;
    },
    compileAll: () => {
      const failures = [...validators.values()].flatMap(({ getCompiled }) => collectFailure(getCompiled));
      const all = [...failures, ...compilers.made().flatMap((compiler) => compiler.compileDeferred())];
      if (all.length > 0) throw new AggregateError(all, all.map(({ message }) => message).join('\n'));
      return validators.size;
    },
  };
}

/** The compilers of both directions: one, where the document makes no difference between them. */
function createCompilers(
  document: JsonObject,
  report: ReportInvalidKeyword | undefined,
): { get(direction: Direction): SchemaCompiler; made(): readonly SchemaCompiler[] } {
  const made = new Map<JsonObject, SchemaCompiler>();
  // What is reported is reported at boot; else the document is read by the first validator that is used.
  let schemas: JsonObject | undefined = report === undefined ? undefined : toSchemaDocument(document, report);
  const directed = new Map<Direction, JsonObject>();
  return {
    made: () => [...made.values()],
    get: (direction) => {
      schemas ??= toSchemaDocument(document);
      const own = directed.get(direction) ?? schemasForDirection(schemas, direction);
      directed.set(direction, own);
      const compiler = made.get(own) ?? createSchemaCompiler(own);
      made.set(own, compiler);
      return compiler;
    },
  };
}

interface LazyValidator {
  readonly validate: Validator;
  readonly getCompiled: () => ValidateFunction;
}

function createLazyValidator(pointer: string, strict: boolean, getCompiler: () => SchemaCompiler): LazyValidator {
  let compiled: ValidateFunction | undefined;
  let failure: unknown;
  const getCompiled = (): ValidateFunction => {
    if (failure !== undefined) throw failure as UncompilableSchemaError;
    try {
      return (compiled ??= getCompiler().compile(pointer, strict));
    } catch (error) {
      failure = error instanceof UncompilableSchemaError ? error : new UncompilableSchemaError(pointer, error);
      throw failure as UncompilableSchemaError;
    }
  };
  const validate: Validator = (value) => {
    const check = getCompiled();
    if (isValid(check, value, pointer)) return NO_VIOLATIONS;
    const errors = check.errors ?? [];
    if (errors.length === 0) return [{ path: [], keyword: 'depth', params: {}, actual: toJsonType(value) }];
    return toSchemaViolations(strict ? withoutEchoes(errors) : errors, value);
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
    throw error instanceof UncompilableSchemaError ? error : new UncompilableSchemaError(pointer, error);
  }
}

/**
 * A union that failed evaluates nothing, so that every property looks unknown. Which one is, shows once the union fits.
 */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const ofWhole = errors.filter(({ instancePath }) => instancePath === '');
  if (!ofWhole.some(({ keyword }) => UNIONS.has(keyword))) return errors;
  return errors.filter(({ instancePath, keyword }) => instancePath !== '' || keyword !== 'unevaluatedProperties');
}

/** Where a chain of bare references ends, so that what they lead to is compiled once. */
function followReferences(document: JsonObject, pointer: string): string {
  let target = pointer;
  for (let depth = 0; depth < MAX_CHAIN_LENGTH; depth += 1) {
    const schema = findAtPointer(document, target);
    const reference = isJsonObject(schema) && Object.keys(schema).length === 1 ? schema['$ref'] : undefined;
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return target;
    target = toPointer(parsePointer(reference));
  }
  return pointer;
}

const UNIONS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'if']);
const MAX_CHAIN_LENGTH = 32;
const NO_VIOLATIONS: readonly SchemaViolation[] = Object.freeze([]);
