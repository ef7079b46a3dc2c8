import type { ErrorObject } from 'ajv/dist/2020.js';
import { isJsonObject } from '../../kernel/json/json.ts';
import { parsePointer } from '../../kernel/json/pointer.ts';
import { BRANCH_ENDS, MAX_VIOLATIONS } from './ajv/adjust-keywords.ts';
import { collapseUnions } from './ajv/collapse-unions.ts';
import type { SchemaViolation } from '../model/contract.ts';

/**
 * Converts ajv's errors to violations, in ajv's order. Of a failed union, only the errors of the best matching branch
 * remain. Duplicates are removed, and at most `MAX_VIOLATIONS` are returned.
 */
export function toSchemaViolations(errors: readonly ErrorObject[], value: unknown): readonly SchemaViolation[] {
  const collapsed = collapseUnions(errors);
  // An `if` error only says that `then` or `else` failed, and that branch has errors of its own.
  const specific = collapsed.filter(({ keyword }) => keyword !== 'if');
  const violations = new Map<string, SchemaViolation>();
  for (const error of specific.length > 0 ? specific : collapsed) {
    if (violations.size === MAX_VIOLATIONS) break;
    const violation = toViolation(error, value);
    const identity = JSON.stringify([violation.path, violation.keyword, violation.params]);
    if (!violations.has(identity)) violations.set(identity, violation);
  }
  return [...violations.values()];
}

/** Returns the JSON type of a value as a violation names it; undefined is `missing`. */
export function toJsonType(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function toViolation({ instancePath, keyword, params }: ErrorObject, root: unknown): SchemaViolation {
  const path: (string | number)[] = [];
  let value = root;
  const walk = (name: string): void => {
    path.push(Array.isArray(value) ? Number(name) : name);
    value = getOwn(value, name);
  };
  for (const step of parsePointer(instancePath)) walk(step);
  const named = PROPERTY_PARAMS.map((name) => getOwn(params, name)).find((name) => typeof name === 'string');
  if (named !== undefined) walk(named);
  return { path, keyword, params: withoutBranchEnds(params), actual: toJsonType(value) };
}

function withoutBranchEnds(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { [BRANCH_ENDS]: _ends, ...others } = params;
  return others;
}

function getOwn(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)];
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The params in which ajv names the property that an error is about. */
const PROPERTY_PARAMS = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName'];
