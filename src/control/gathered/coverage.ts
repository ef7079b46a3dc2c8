import type { World } from '../../store/port/world.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';
import type { FieldCoverage, OperationCoverage } from '../coverage/collect-coverage.ts';

/** The coverage of one operation by one replica. */
type CoveragePart = {
  readonly id: string;
  readonly requests: number;
  readonly cells: Counts;
  readonly fields: Readonly<
    Record<string, { readonly valid: number; readonly refused: Counts; readonly values: Counts }>
  >;
};

type Counts = Readonly<Record<string, number>>;

/** The coverage by the requests of one replica, of the operations that it has received. */
export const COVERAGE: Part<readonly CoveragePart[]> = {
  name: 'coverage',
  collect: (_world, _input, { recorder: { coverage } }) =>
    coverage.list().flatMap((operation) => (operation.requests === 0 ? [] : toPart(operation))),
};

/** Resets the coverage of a replica. */
export const CLEAR_COVERAGE: Part<null> = {
  name: 'clear_coverage',
  collect: (_world, _input, { recorder: { coverage } }) => {
    coverage.clear();
    return null;
  },
};

/** Returns the coverage by the requests of all replicas, and the replicas that did not answer. */
export async function gatherCoverage(
  world: World,
  deps: ControlCallDeps,
): Promise<{ readonly collected: readonly OperationCoverage[]; readonly missing: readonly string[] }> {
  const own = deps.recorder.coverage.list();
  if (deps.replicas === undefined) return { collected: own, missing: [] };
  const { parts, missing } = await gather(COVERAGE, { world }, deps);
  const values = parts.map(({ value }) => value);
  return { collected: mergeCoverage(own, values), missing };
}

/** Adds up coverage. `own` has the operations of the contract in their order. */
function mergeCoverage(
  own: readonly OperationCoverage[],
  parts: readonly (readonly CoveragePart[])[],
): readonly OperationCoverage[] {
  const byId = new Map<string, CoveragePart[]>();
  for (const part of parts.flat()) byId.set(part.id, [...(byId.get(part.id) ?? []), part]);
  return own.map(({ plan, visitFields }) => {
    const found = byId.get(plan.operation.id) ?? [];
    const keys = new Set(found.flatMap(({ fields }) => Object.keys(fields)));
    return {
      plan,
      visitFields,
      requests: found.reduce((sum, { requests }) => sum + requests, 0),
      cells: addCounts(found.map(({ cells }) => cells)),
      fields: new Map([...keys].map((key) => [key, mergeField(found.flatMap(({ fields }) => fields[key] ?? []))])),
      plainSeen: false,
      lastCell: undefined,
    };
  });
}

function mergeField(found: readonly CoveragePart['fields'][string][]): FieldCoverage {
  return {
    valid: found.reduce((sum, { valid }) => sum + valid, 0),
    refused: addCounts(found.map(({ refused }) => refused)),
    values: addCounts(found.map(({ values }) => values)),
  };
}

function addCounts(all: readonly Counts[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const counts of all)
    for (const [key, count] of Object.entries(counts)) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}

function toPart({ plan, requests, cells, fields }: OperationCoverage): CoveragePart {
  return {
    id: plan.operation.id,
    requests,
    cells: Object.fromEntries(cells),
    fields: Object.fromEntries([...fields].map(([key, field]) => [key, toFieldPart(field)])),
  };
}

function toFieldPart({ valid, refused, values }: FieldCoverage): CoveragePart['fields'][string] {
  return { valid, refused: Object.fromEntries(refused), values: Object.fromEntries(values) };
}
