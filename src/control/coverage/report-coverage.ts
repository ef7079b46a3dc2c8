import type { JsonValue } from '../../kernel/json/json.ts';
import { toCellName, toFieldKey, type FieldCoverage, type OperationCoverage } from './collect-coverage.ts';
import type { CoverageField } from './coverage-plan.ts';

/** How much of something was exercised. */
export interface Share {
  readonly covered: number;
  readonly total: number;
  /** Of a hundred, rounded down to a tenth: 100 means all. */
  readonly percent: number;
}

/** What was exercised of a contract. */
export interface CoverageReport {
  readonly title: string;
  readonly requests: number;
  readonly summary: {
    readonly operations: Share;
    /** Ways to call and be answered: what `--coverage-min` asks about. */
    readonly responses: Share;
    readonly parameters: Share;
    readonly values: Share;
    readonly refusals: Share;
  };
  readonly operations: readonly OperationReport[];
}

/** What was exercised of one operation. */
export interface OperationReport {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly requests: number;
  readonly covered: Share;
  readonly responses: readonly CellReport[];
  readonly fields: readonly FieldReport[];
}

/** A way to call and be answered; `state` is `undeclared` where the contract does not have it. */
export interface CellReport {
  readonly requestMediaType: string | null;
  readonly status: string;
  readonly responseMediaType: string | null;
  readonly count: number;
  readonly state: 'covered' | 'missing' | 'undeclared';
}

/** What a parameter, or a field of the body, was sent as. */
export interface FieldReport {
  readonly in: CoverageField['in'];
  readonly name: string;
  readonly required: boolean;
  readonly valid: number;
  readonly refused: number;
  readonly values: readonly { readonly value: JsonValue; readonly count: number }[];
  /** `valid`: sent and let through; `refused`: sent, and this keyword refused it. */
  readonly keywords: readonly { readonly keyword: string; readonly valid: number; readonly refused: number }[];
}

/** Reports what was gathered. */
export function reportCoverage(title: string, gathered: readonly OperationCoverage[]): CoverageReport {
  const operations = gathered.map(toOperation);
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
  const [sent = '-', status = '', answered = '-'] = name.split(' ');
  return {
    requestMediaType: typeOf(sent),
    status,
    responseMediaType: typeOf(answered),
    count,
    state: 'undeclared',
  };
}

function typeOf(text: string): string | null {
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
