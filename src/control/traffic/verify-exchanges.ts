import { findDifferences, type Difference } from '../../kernel/json-path/compare-json.ts';
import { createNodeBudget, type NodeBudget } from '../../kernel/json-path/node-budget.ts';
import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { findMismatches } from '../../pipeline/faults/model/request-pattern.ts';
import { redactedPathOf, type RecordedExchange } from './recorded-exchange.ts';
import { readRecordedBody } from './redact-body.ts';
import { createDifferenceRedactor } from './redact-differences.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** An expected request. */
export type Expectation = WireSchema<'Expectation'>;

/** An expected request and how often it must be received: at least once by default. */
export type Verification = WireSchema<'Verification'>;

/** The result of a verification. */
export type Verdict = WireSchema<'Verdict'>;

/** An exchange that does not match, and its differences. */
type Miss = Verdict['closest'][number];

/** What one log has for one expectation: the numbers that match, and the nearest of the others. */
export type Evidence = {
  readonly matching: readonly number[];
  readonly closest: readonly RankedMiss[];
};

/** A miss, and how far it is from a match. */
export type RankedMiss = { readonly distance: number; readonly miss: Miss };

/** Compares recorded exchanges with a verification. Throws a Problem when that visits too many JSON values. */
export function verifyExchanges(exchanges: readonly RecordedExchange[], verification: Verification): Verdict {
  const budget = createNodeBudget();
  if (verification.in_order !== undefined) return verifyOrder(exchanges, verification.in_order, budget);
  const matching = exchanges.filter((exchange) => compare(exchange, verification, budget).length === 0);
  const satisfied = isCount(matching.length, verification);
  const matched = matching.map(({ number }) => number).slice(0, MAX_MATCHED);
  return {
    satisfied,
    count: matching.length,
    matched,
    closest: satisfied ? [] : findClosest(exchanges, verification, budget),
  };
}

function verifyOrder(
  exchanges: readonly RecordedExchange[],
  steps: readonly Expectation[],
  budget: NodeBudget,
): Verdict {
  const matched: number[] = [];
  let rest = exchanges;
  for (const step of steps) {
    const index = rest.findIndex((exchange) => compare(exchange, step, budget).length === 0);
    const found = rest[index];
    if (found === undefined)
      return { satisfied: false, count: matched.length, matched, closest: findClosest(rest, step, budget) };
    matched.push(found.number);
    rest = rest.slice(index + 1);
  }
  return { satisfied: true, count: matched.length, matched: matched.slice(0, MAX_MATCHED), closest: [] };
}

/**
 * Returns what a log has for each expectation: for the steps in order, or for the verification itself. `limit` is the
 * number of misses for each.
 */
export function collectEvidence(
  exchanges: readonly RecordedExchange[],
  verification: Verification,
  limit: number,
): readonly Evidence[] {
  const budget = createNodeBudget();
  return (verification.in_order ?? [verification]).map((expectation) => ({
    matching: exchanges
      .filter((exchange) => compare(exchange, expectation, budget).length === 0)
      .map(({ number }) => number),
    closest: rankMisses(exchanges, expectation, { budget, limit }),
  }));
}

/** Returns whether a number of matching requests is the expected one. */
export function isCount(count: number, { at_least: least, at_most: most, exactly }: Verification): boolean {
  const usual = least === undefined && most === undefined && exactly === undefined;
  if (usual) return count > 0;
  return (
    count >= (least ?? 0) && count <= (most ?? Number.POSITIVE_INFINITY) && (exactly === undefined || count === exactly)
  );
}

/** Ranks exchanges of the expected operation first: another body is nearer than another operation. */
function findClosest(
  exchanges: readonly RecordedExchange[],
  expectation: Expectation,
  budget: NodeBudget,
): readonly Miss[] {
  return rankMisses(exchanges, expectation, { budget, limit: MAX_MISSES }).map(({ miss }) => miss);
}

function rankMisses(
  exchanges: readonly RecordedExchange[],
  expectation: Expectation,
  { budget, limit }: { readonly budget: NodeBudget; readonly limit: number },
): readonly RankedMiss[] {
  return exchanges
    .map((exchange) => ({ exchange, differences: compare(exchange, expectation, budget) }))
    .filter(({ differences }) => differences.length > 0)
    .map((miss) => ({
      ...miss,
      distance: miss.differences.length + (miss.differences.some(({ at }) => ROUTE.has(at)) ? ROUTE_PENALTY : 0),
    }))
    .toSorted((left, right) => left.distance - right.distance || right.exchange.number - left.exchange.number)
    .slice(0, limit)
    .map(({ exchange, differences, distance }) => ({ distance, miss: toMiss(exchange, differences) }));
}

function toMiss(exchange: RecordedExchange, differences: readonly Difference[]): Miss {
  const { id, number, method, operationId, status } = exchange;
  const redact = createDifferenceRedactor(exchange);
  return {
    id,
    number,
    method,
    path: redactedPathOf(exchange),
    operation_id: operationId ?? null,
    status,
    differences: differences.map((difference) => ({ ...redact(difference) })),
  };
}

function compare(
  exchange: RecordedExchange,
  { operation_id: operationId, method, path, where = {} }: Expectation,
  budget: NodeBudget,
): readonly Difference[] {
  const { status, ...pattern } = where;
  return [
    ...(operationId === undefined ? [] : findDifferences(operationId, exchange.operationId, 'operation_id')),
    ...(method === undefined ? [] : findDifferences(method.toUpperCase(), exchange.method, 'method')),
    ...(path === undefined ? [] : findDifferences(path, exchange.path, 'path')),
    ...(status === undefined ? [] : findDifferences(status, exchange.status, 'status')),
    ...findMismatches(
      pattern,
      {
        headers: exchange.requestHeaders,
        query: parseQuery(exchange.query),
        path: exchange.pathParameters,
        body: readRecordedBody(exchange.requestBody),
      },
      budget,
    ),
  ];
}

const ROUTE: ReadonlySet<string> = new Set(['operation_id', 'method', 'path']);
const ROUTE_PENALTY = 1000;
/** The number of misses in a verdict. */
export const MAX_MISSES = 3;
/** The number of matching requests in a verdict. */
export const MAX_MATCHED = 100;
