import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { findAtPointer, parsePointer, toPointer } from '../../kernel/json/pointer.ts';
import type { SchemaViolation, Validator } from '../model/contract.ts';
import { createSchemaCompiler, type SchemaCompiler } from './create-schema-compiler.ts';
import { schemasForDirection, type Direction } from './schemas-for-direction.ts';
import { toSchemaDocument, type ReportInvalidKeyword } from './to-schema-document.ts';
import { toJsonType, toSchemaViolations } from './to-schema-violations.ts';
import { collectFailure, UncompilableSchemaError } from './ajv/uncompilable-schema-error.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Selects one of a schema's validators. */
export interface ValidatorOptions {
  /** Reports properties that the schema does not declare. */
  readonly strict?: boolean;
  /** Defaults to `response`. A required readOnly property may be absent in a request, a writeOnly one in a response. */
  readonly direction?: Direction;
}

/** Creates the validators of one document, each of them once. */
export interface ValidatorFactory {
  /**
   * Returns the validator of the schema at a JSON Pointer. It compiles on its first call, and throws an
   * `UncompilableSchemaError` on every call if the schema cannot compile: then no value passes.
   */
  at(pointer: string, options?: ValidatorOptions): Validator;
  /**
   * Compiles every validator requested so far and returns their number. Throws an AggregateError of all
   * `UncompilableSchemaError`s.
   */
  compileAll(): number;
  /** Compiles every validator requested so far, one with each step. Each step gives the failures. */
  compileEach(): Iterable<readonly UncompilableSchemaError[]>;
}

/**
 * Creates the validators of a bundled OpenAPI 3.1 document. The document is read when the first validator is used.
 * The cost of a value is bounded (reported violations, copies, depth), except for the document's own patterns, which
 * run as written. With `report`, invalid keywords are removed and reported immediately; without it, a schema with an
 * invalid keyword cannot compile.
 */
export function createValidatorFactory(document: JsonObject, report?: ReportInvalidKeyword): ValidatorFactory {
  const compilers = createCompilers(document, report);
  const validators = new Map<string, LazyValidator>();
  function* compileEach(): Generator<readonly UncompilableSchemaError[]> {
    for (const { getCompiled } of validators.values()) yield collectFailure(getCompiled);
    for (const compiler of compilers.made()) yield* compiler.compileDeferred();
  }
  return {
    at: (pointer, { strict = false, direction = 'response' } = {}) => {
      const target = followReferences(document, pointer);
      const key = `${direction} ${strict ? 'strict' : 'plain'} ${target}`;
      const create = (): LazyValidator => createLazyValidator(target, strict, () => compilers.get(direction));
      return getOrCreate(validators, key, create).validate;
    },
    compileAll: () => {
      const all = [...compileEach()].flat();
      if (all.length > 0) throw new AggregateError(all, all.map(({ message }) => message).join('\n'));
      return validators.size;
    },
    compileEach,
  };
}

/** Creates the compilers of both directions. A document without readOnly and writeOnly needs only one. */
function createCompilers(
  document: JsonObject,
  report: ReportInvalidKeyword | undefined,
): { get(direction: Direction): SchemaCompiler; made(): readonly SchemaCompiler[] } {
  const made = new Map<JsonObject, SchemaCompiler>();
  // Invalid keywords are reported at boot. Without `report` the document is read on first use.
  let schemas: JsonObject | undefined = report === undefined ? undefined : toSchemaDocument(document, report);
  const byDirection = new Map<Direction, JsonObject>();
  return {
    made: () => [...made.values()],
    get: (direction) => {
      const all = (schemas ??= toSchemaDocument(document));
      const own = getOrCreate(byDirection, direction, () => schemasForDirection(all, direction));
      return getOrCreate(made, own, () => createSchemaCompiler(own));
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
    return toSchemaViolations(strict ? withoutConsequences(errors) : errors, value);
  };
  return { validate, getCompiled };
}

function isValid(check: ValidateFunction, value: unknown, pointer: string): boolean {
  try {
    return check(value);
  } catch (error) {
    check.errors = null;
    // A deeply nested value overflowed the stack in a recursive schema, or the call budget ran out.
    if (error instanceof RangeError) return false;
    throw error instanceof UncompilableSchemaError ? error : new UncompilableSchemaError(pointer, error);
  }
}

/**
 * Removes `unevaluatedProperties` errors that follow from a failed union: a failed union evaluates nothing, so every
 * property looks unknown.
 */
function withoutConsequences(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const ofWhole = errors.filter(({ instancePath }) => instancePath === '');
  if (!ofWhole.some(({ keyword }) => UNIONS.has(keyword))) return errors;
  return errors.filter(({ instancePath, keyword }) => instancePath !== '' || keyword !== 'unevaluatedProperties');
}

/** Returns the pointer at the end of a chain of bare references, so that their target is compiled once. */
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
