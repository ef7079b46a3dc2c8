import type { CompiledContract } from '../../contract/model/contract.ts';
import { findInvalidPaths } from '../../kernel/json-path/compare-json.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { FaultKind, FaultRule } from '../../pipeline/faults/model/fault.ts';
import { findNearPaths } from './near-paths.ts';

/**
 * What is wrong with an order of a fault, beyond what its schema says: names that the contract does not have, and parts
 * that do not go with its kind.
 */
export function findFaultViolations(order: FaultRule, contract: CompiledContract): readonly FieldViolation[] {
  return [
    ...findUnknownOperation(order.operation_id, contract),
    ...(order.except ?? []).flatMap((id, index) => findUnknownOperation(id, contract, `except.${index}`)),
    ...findUnknownPath(order, contract),
    ...findMissing(order),
    ...findMisplaced(order),
    ...findInvalidPaths(order.when?.body).map((path) =>
      toMistake('when.body', `${JSON.stringify(path)} is no JSON path that is understood here.`),
    ),
  ];
}

/** An operation that the contract does not have, with the one that may have been meant. */
export function findUnknownOperation(
  wanted: string | undefined,
  { operations }: CompiledContract,
  field = 'operation_id',
): readonly FieldViolation[] {
  const names = operations.map(({ id }) => id);
  if (wanted === undefined || names.includes(wanted)) return [];
  const nearest = findNearestName(wanted, names);
  const remedy = nearest === undefined ? 'GET /openapi.json lists them.' : `Did you mean ${nearest}?`;
  return [toMistake(field, `There is no operation ${JSON.stringify(wanted)}. ${remedy}`)];
}

function findUnknownPath({ path, method }: FaultRule, contract: CompiledContract): readonly FieldViolation[] {
  if (path === undefined) return [];
  const isTemplate = contract.operations.some((operation) => operation.path === path);
  if (isTemplate || contract.match(method?.toUpperCase() ?? 'GET', path).kind !== 'not_found') return [];
  const near = findNearPaths(contract, path);
  return [
    toMistake(
      'path',
      `The contract has no path ${JSON.stringify(path)}.${near.length === 0 ? '' : ` Near it are ${near.join(', ')}.`}`,
    ),
  ];
}

function findMissing(order: FaultRule): readonly FieldViolation[] {
  return (NEEDED[order.kind] ?? []).flatMap((name) =>
    order[name] === undefined ? [toMistake(name, `A fault of the kind ${order.kind} needs ${name}.`)] : [],
  );
}

function findMisplaced(order: FaultRule): readonly FieldViolation[] {
  return Object.entries(KINDS_OF).flatMap(([name, kinds]) =>
    order[name as keyof FaultRule] === undefined || kinds.includes(order.kind)
      ? []
      : [toMistake(name, `${name} goes with ${kinds.join(', ')} and not with ${order.kind}.`)],
  );
}

function toMistake(field: string, message: string): FieldViolation {
  return { field, message, location: 'body', keyword: 'meaning' };
}

const NEEDED: Partial<Record<FaultKind, readonly (keyof FaultRule)[]>> = {
  status: ['status'],
  latency: ['delay_ms'],
  slow_body: ['delay_ms'],
};

/** What goes with some kinds alone. */
const KINDS_OF: Partial<Record<keyof FaultRule, readonly FaultKind[]>> = {
  status: ['status'],
  body: ['status'],
  headers: ['status'],
  limit: ['rate_limit'],
  window_ms: ['rate_limit'],
  takes_effect: ['status', 'drop', 'rate_limit'],
};
