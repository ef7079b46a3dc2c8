import { findPathDifferences } from '../../kernel/json-path/compare-json.ts';
import { parseJsonPath, selectByPath } from '../../kernel/json-path/json-path.ts';
import { createNodeBudget, type NodeBudget } from '../../kernel/json-path/node-budget.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { readRecordedBody } from './redact-body.ts';

/** Selects exchanges. Filters that are absent match everything. */
export interface ExchangeFilter {
  readonly operation_id?: string;
  readonly method?: string;
  /** `404`, or a class such as `4XX`. */
  readonly status?: string;
  /** A part of the path. */
  readonly path?: string;
  /** Milliseconds since 1970, by the world's clock. */
  readonly since?: number;
  readonly until?: number;
  /** A JSON path into the request body, and optionally the text or JSON that it must select. */
  readonly body_path?: string;
  readonly body_value?: string;
}

/** Returns the exchanges that match a filter, in order. Throws a Problem when its JSON path visits too many values. */
export function selectExchanges(
  exchanges: readonly RecordedExchange[],
  filter: ExchangeFilter,
): readonly RecordedExchange[] {
  const budget = createNodeBudget();
  return exchanges.filter((exchange) => TESTS.every((test) => test(exchange, filter, budget)));
}

type Test = (exchange: RecordedExchange, filter: ExchangeFilter, budget: NodeBudget) => boolean;

const TESTS: readonly Test[] = [
  ({ operationId }, { operation_id: wanted }) => wanted === undefined || operationId === wanted,
  ({ method }, { method: wanted }) => wanted === undefined || method === wanted.toUpperCase(),
  ({ path }, { path: wanted }) => wanted === undefined || path.includes(wanted),
  ({ status }, { status: wanted }) => wanted === undefined || isStatus(status, wanted),
  ({ time }, { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }) => time >= since && time <= until,
  ({ requestBody }, { body_path: path, body_value: value }, budget) =>
    path === undefined || holds(readRecordedBody(requestBody), { path, value }, budget),
];

function isStatus(status: number, wanted: string): boolean {
  return String(status) === wanted || `${Math.floor(status / 100)}XX` === wanted.toUpperCase();
}

function holds(
  body: JsonValue | undefined,
  { path, value }: { readonly path: string; readonly value: string | undefined },
  budget: NodeBudget,
): boolean {
  if (value === undefined) return findPathDifferences({ [path]: { $exists: true } }, body, '', budget).length === 0;
  return selectByPath(body, parseJsonPath(path) ?? [], budget).some(
    (found) => (typeof found === 'string' ? found : JSON.stringify(found)) === value,
  );
}
