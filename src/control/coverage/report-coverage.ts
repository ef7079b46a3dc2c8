import type { CamelCased } from '../wire/wire-names.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { toCellName, toFieldKey, type FieldCoverage, type OperationCoverage } from './collect-coverage.ts';
import type { CoverageField } from './coverage-plan.ts';

/**
 * The coverage report of a contract. `summary.responses` counts combinations of media types and status:
 * `--coverage-min` checks it.
 */
export type CoverageReport = CamelCased<WireSchema<'Coverage'>>;

/** A covered share. Its percentage is rounded down to a tenth: 100 means all. */
export type Share = CoverageReport['summary']['responses'];

/** The coverage report of one operation. */
export type OperationReport = CoverageReport['operations'][number];

/** A combination of media types and status. `state` is `undeclared` when the contract does not have it. */
export type CellReport = OperationReport['responses'][number];

/**
 * How a parameter or a body field was sent. `valid` of a keyword counts the requests in which the value passed it,
 * `refused` those in which it rejected the value.
 */
export type FieldReport = OperationReport['fields'][number];

/** Creates a report from collected coverage. */
export function reportCoverage(title: string, collected: readonly OperationCoverage[]): CoverageReport {
  const operations = collected.map(toOperation);
  const fields = operations.flatMap((operation) => operation.fields);
  return {
    title,
    requests: sum(operations.map(({ requests }) => requests)),
    summary: {
      operations: toShare(operations.map(({ requests }) => requests > 0)),
      responses: toShare(operations.flatMap(({ responses }) => declaredOf(responses).map(({ count }) => count > 0))),
      parameters: toShare(fields.map(({ valid }) => valid > 0)),
      values: toShare(fields.flatMap(({ values }) => values.map(({ count }) => count > 0))),
      refusals: toShare(fields.flatMap(({ keywords }) => keywords.map(({ refused }) => refused > 0))),
    },
    operations,
  };
}

function toOperation({
  plan: { operation, cells, fields },
  requests,
  cells: seen,
  fields: sent,
}: OperationCoverage): OperationReport {
  const names = new Set(cells.map((cell) => toCellName(cell.requestMediaType, cell.status, cell.responseMediaType)));
  const declared = cells.map((cell): CellReport => {
    const count = seen.get(toCellName(cell.requestMediaType, cell.status, cell.responseMediaType)) ?? 0;
    const { requestMediaType, status, responseMediaType } = cell;
    const state = count > 0 ? 'covered' : 'missing';
    return { requestMediaType, status, responseMediaType, count, state };
  });
  const undeclared = [...seen].filter(([name]) => !names.has(name)).map(([name, count]) => toUndeclared(name, count));
  const { id, method, path, tag } = operation;
  return {
    operationId: id,
    method,
    path,
    tag,
    requests,
    covered: toShare(declared.map(({ count }) => count > 0)),
    responses: [...declared, ...undeclared],
    fields: fields.map((field) => toField(field, sent.get(toFieldKey(field)))),
  };
}

function toUndeclared(name: string, count: number): CellReport {
  const [request = '-', status = '', response = '-'] = name.split(' ');
  return {
    requestMediaType: toMediaType(request),
    status,
    responseMediaType: toMediaType(response),
    count,
    state: 'undeclared',
  };
}

function toMediaType(text: string): string | null {
  return text === '-' ? null : text;
}

function toField(
  { in: location, name, required, values, keywords }: CoverageField,
  sent: FieldCoverage | undefined,
): FieldReport {
  return {
    in: location,
    name,
    required,
    valid: sent?.valid ?? 0,
    refused: sum([...(sent?.refused.values() ?? [])]),
    values: values.map((value) => ({ value, count: sent?.values.get(JSON.stringify(value)) ?? 0 })),
    keywords: keywords.map((keyword) => ({
      keyword,
      valid: sent?.valid ?? 0,
      refused: sent?.refused.get(keyword) ?? 0,
    })),
  };
}

function declaredOf(responses: readonly CellReport[]): readonly CellReport[] {
  return responses.filter(({ state }) => state !== 'undeclared');
}

function toShare(flags: readonly boolean[]): Share {
  const covered = flags.filter(Boolean).length;
  return {
    covered,
    total: flags.length,
    percent: flags.length === 0 ? 100 : Math.floor((covered / flags.length) * 1000) / 10,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
