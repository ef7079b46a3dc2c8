import type { CompiledContract } from '../../contract/model/contract.ts';
import { findInvalidPaths } from '../../kernel/json-path/compare-json.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { FAULT_KINDS, findKindsWith } from '../../pipeline/faults/fault-kinds.ts';
import type { FaultRule } from '../../pipeline/faults/model/fault.ts';
import { findNearPaths } from '../hints/near-paths.ts';

/**
 * Returns the violations of a fault rule that its schema does not catch: unknown names, and fields that its kind does
 * not use.
 */
export function findFaultViolations(rule: FaultRule, contract: CompiledContract): readonly FieldViolation[] {
  return [
    ...findUnknownOperation(rule.operation_id, contract),
    ...(rule.except ?? []).flatMap((id, index) => findUnknownOperation(id, contract, `except.${index}`)),
    ...findUnknownPath(rule, contract),
    ...findMissing(rule),
    ...findMisplaced(rule),
    ...findInvalidPaths(rule.when?.body).map((path) =>
      toViolation(
        'when.body',
        `${JSON.stringify(path)} is not a valid JSON path. Filters, slices and functions are not supported.`,
      ),
    ),
  ];
}

/** Returns a violation when the contract does not have the operation. The message suggests the nearest name. */
export function findUnknownOperation(
  wanted: string | undefined,
  { operations }: CompiledContract,
  field = 'operation_id',
): readonly FieldViolation[] {
  const names = operations.map(({ id }) => id);
  if (wanted === undefined || names.includes(wanted)) return [];
  const nearest = findNearestName(wanted, names);
  const remedy = nearest === undefined ? 'GET /openapi.json lists them.' : `Did you mean ${nearest}?`;
  return [toViolation(field, `There is no operation ${JSON.stringify(wanted)}. ${remedy}`)];
}

function findUnknownPath({ path, method }: FaultRule, contract: CompiledContract): readonly FieldViolation[] {
  if (path === undefined) return [];
  const isTemplate = contract.operations.some((operation) => operation.path === path);
  if (isTemplate || contract.match(method?.toUpperCase() ?? 'GET', path).kind !== 'not_found') return [];
  const near = findNearPaths(contract, path);
  return [
    toViolation(
      'path',
      `The contract has no path ${JSON.stringify(path)}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
    ),
  ];
}

function findMissing(rule: FaultRule): readonly FieldViolation[] {
  return FAULT_KINDS[rule.kind].requires
    .filter((name) => rule[name] === undefined)
    .map((name) => toViolation(name, `A fault of kind ${rule.kind} requires ${name}.`));
}

function findMisplaced(rule: FaultRule): readonly FieldViolation[] {
  return Object.keys(rule).flatMap((name) => {
    const kinds = findKindsWith(name);
    return kinds === undefined || kinds.includes(rule.kind)
      ? []
      : [toViolation(name, `${name} applies to ${kinds.join(', ')}, not to ${rule.kind}.`)];
  });
}

function toViolation(field: string, message: string): FieldViolation {
  return { field, message, location: 'body', keyword: 'meaning' };
}
