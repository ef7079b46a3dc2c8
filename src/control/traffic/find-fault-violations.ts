import type { CompiledContract } from '../../contract/model/contract.ts';
import { findInvalidPaths } from '../../kernel/json-path/compare-json.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { FaultKind, FaultRule } from '../../pipeline/faults/model/fault.ts';
import { findNearPaths } from './near-paths.ts';

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
  return (REQUIRED_FIELDS[rule.kind] ?? []).flatMap((name) =>
    rule[name] === undefined ? [toViolation(name, `A fault of kind ${rule.kind} requires ${name}.`)] : [],
  );
}

function findMisplaced(rule: FaultRule): readonly FieldViolation[] {
  return Object.entries(ALLOWED_KINDS).flatMap(([name, kinds]) =>
    rule[name as keyof FaultRule] === undefined || kinds.includes(rule.kind)
      ? []
      : [toViolation(name, `${name} applies to ${kinds.join(', ')}, not to ${rule.kind}.`)],
  );
}

function toViolation(field: string, message: string): FieldViolation {
  return { field, message, location: 'body', keyword: 'meaning' };
}

const REQUIRED_FIELDS: Partial<Record<FaultKind, readonly (keyof FaultRule)[]>> = {
  status: ['status'],
  latency: ['delay_ms'],
  slow_body: ['delay_ms'],
};

/** The kinds that a field applies to; fields that are not listed apply to all. */
const ALLOWED_KINDS: Partial<Record<keyof FaultRule, readonly FaultKind[]>> = {
  status: ['status'],
  body: ['status'],
  headers: ['status'],
  limit: ['rate_limit'],
  window_ms: ['rate_limit'],
  takes_effect: ['status', 'drop', 'rate_limit'],
};
