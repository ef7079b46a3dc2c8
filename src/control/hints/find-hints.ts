import type { CompiledContract } from '../../contract/model/contract.ts';
import { createSchemaReader } from '../../contract/schema/schema-reader.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import { findNearPaths } from './near-paths.ts';
import { createFindSchemaRule, type SchemaRule } from './schema-rule.ts';

/** What a contract says about a rejected request: found when it is recorded, since a reload replaces the contract. */
export interface Hints {
  /** The operations that are most similar to an unknown path, the best first. */
  readonly nearest: readonly OperationAddress[];
  /** The rule of the contract that each violation breaks, in their order; undefined for rules of the platform. */
  readonly rules: readonly (SchemaRule | undefined)[];
}

/** The method and the path of an operation. */
export type OperationAddress = {
  readonly method: string;
  readonly path: string;
};

/** Returns a function that finds the hints for a request. Most requests are not rejected and need none. */
export function createFindHints(contract: CompiledContract): (observation: Observation) => Hints {
  const findSchemaRule = createFindSchemaRule(createSchemaReader(contract.document));
  return function findHints({ problem, request, operation }) {
    if (problem?.code === 'ROUTE_NOT_FOUND') return { nearest: findNearest(contract, request), rules: NONE };
    if (problem?.code !== 'VALIDATION_FAILED' || operation === undefined) return NO_HINTS;
    const contentType = request.headers['content-type'];
    const rules = problem.violations
      .slice(0, MAX_RULES)
      .map((violation) => findSchemaRule(violation, operation, contentType));
    return { nearest: NONE, rules };
  };
}

/** Returns the operations with similar paths: those of the same method first. */
function findNearest(
  contract: CompiledContract,
  { method, path }: Pick<OperationAddress, 'method' | 'path'>,
): readonly OperationAddress[] {
  return findNearPaths(contract, path).map((near) => {
    const methods = contract.operations.filter((operation) => operation.path === near).map((each) => each.method);
    return { method: methods.includes(method) ? method : (methods[0] ?? method), path: near };
  });
}

const NONE: readonly never[] = [];
/** The hints of a request that needs none. */
export const NO_HINTS: Hints = { nearest: NONE, rules: NONE };
/** Rules found for one request. */
const MAX_RULES = 20;
