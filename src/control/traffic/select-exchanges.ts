import { findPathDifferences } from '../../kernel/json-path/compare-json.ts';
import { parseJsonPath, selectByPath } from '../../kernel/json-path/json-path.ts';
import { createNodeBudget, type NodeBudget } from '../../kernel/json-path/node-budget.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { WireParameters } from '../wire/wire-types.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { readRecordedBody } from './redact-body.ts';

/** Selects exchanges. Filters that are absent match everything. */
export type ExchangeFilter = WireParameters<'exportRequests', 'query'>;

/** Returns the exchanges that match a filter, in order. Throws a Problem when its JSON path visits too many values. */
export function selectExchanges(
  exchanges: readonly RecordedExchange[],
  filter: ExchangeFilter,
): readonly RecordedExchange[] {
  const budget = createNodeBudget();
  const wanted = { ...filter, since: timeOf(filter.since), until: timeOf(filter.until) };
  return exchanges.filter((exchange) => TESTS.every((test) => test(exchange, wanted, budget)));
}

/** Returns a page of exchanges, and the number after which the next one begins; null on the last. */
export function selectPage<Exchange extends { readonly number: number }>(
  ascending: readonly Exchange[],
  { after, limit = DEFAULT_LIMIT, order = 'asc' }: PageQuery,
): { readonly page: readonly Exchange[]; readonly next: number | null } {
  const ordered = order === 'asc' ? ascending : ascending.toReversed();
  const isLater = (number: number, than: number): boolean => (order === 'asc' ? number > than : number < than);
  const later = ordered.filter(({ number }) => after === undefined || isLater(number, after));
  const page = later.slice(0, limit);
  return { page, next: page.length < later.length ? (page.at(-1)?.number ?? null) : null };
}

/** Which page of a list is wanted. */
type PageQuery = {
  readonly [Name in 'after' | 'limit' | 'order']: WireParameters<'listRequests', 'query'>[Name] | undefined;
};

/** A filter whose times are milliseconds since 1970, by the world's clock. */
type ReadFilter = Omit<ExchangeFilter, 'since' | 'until'> & {
  readonly since: number | undefined;
  readonly until: number | undefined;
};

type Test = (exchange: RecordedExchange, filter: ReadFilter, budget: NodeBudget) => boolean;

const TESTS: readonly Test[] = [
  ({ operationId }, { operation_id: wanted }) => wanted === undefined || operationId === wanted,
  ({ method }, { method: wanted }) => wanted === undefined || method === wanted.toUpperCase(),
  ({ path }, { path: wanted }) => wanted === undefined || path.includes(wanted),
  ({ status }, { status: wanted }) => wanted === undefined || isStatus(status, wanted),
  ({ time }, { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }) => time >= since && time <= until,
  ({ requestBody }, { body_path: path, body_value: value }, budget) =>
    path === undefined || holds(readRecordedBody(requestBody), { path, value }, budget),
];

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseTimestamp(text);
}

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

const DEFAULT_LIMIT = 100;
