import { findInvalidPaths } from '../../kernel/json-path/compare-json.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { parseJsonPath } from '../../kernel/json-path/json-path.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { PrepareControl } from '../context/control.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { toExchangeRecord } from '../traffic/exchange-record.ts';
import { findNearPaths } from '../traffic/near-paths.ts';
import { findUnknownOperation } from '../traffic/find-fault-violations.ts';
import { selectExchanges, type ExchangeFilter } from '../traffic/select-exchanges.ts';
import { toHar } from '../traffic/to-har.ts';
import { toVerdictBody, verifyExchanges, type Expectation, type Verification } from '../traffic/verify-exchanges.ts';

/** Lists, exports, verifies and deletes the recorded requests of a world. */
export const prepareRequests: PrepareControl = ({ contract, recorder: { log }, version }) => ({
  listRequests: ({ world, query }) =>
    withFilter(query, (filter) => {
      const matching = selectExchanges(log.list(world), filter);
      return toPage(matching, query, { contract, seen: log.count(world) });
    }),
  deleteRequests: ({ world }) => {
    log.clear(world);
    return { kind: 'success' };
  },
  exportRequests: ({ world, query }) =>
    withFilter(query, (filter) => toHar(selectExchanges(log.list(world), filter), version)),
  verifyRequests: ({ world, body }) => {
    const verification = body as unknown as Verification;
    const violations = findVerificationViolations(verification, contract);
    if (violations.length > 0) return { kind: 'invalid', violations };
    return { kind: 'success', body: toVerdictBody(verifyExchanges(log.list(world), verification)) };
  },
});

function withFilter(query: JsonObject, toBody: (filter: ExchangeFilter) => JsonObject): Outcome {
  const { filter, violations } = readFilter(query);
  return violations.length > 0 ? { kind: 'invalid', violations } : { kind: 'success', body: toBody(filter) };
}

function toPage(
  matching: readonly RecordedExchange[],
  query: JsonObject,
  { contract, seen }: { readonly contract: CompiledContract; readonly seen: number },
): JsonObject {
  const after = Number(query['after'] ?? 0);
  const page = matching.filter(({ number }) => number > after).slice(0, Number(query['limit'] ?? DEFAULT_LIMIT));
  const last = page.at(-1)?.number;
  const hasMore = last !== undefined && last !== matching.at(-1)?.number;
  return {
    requests: page.map((exchange) => toRecord(exchange, contract)),
    total: matching.length,
    seen,
    next: hasMore ? last : null,
  };
}

function toRecord(exchange: RecordedExchange, contract: CompiledContract): JsonObject {
  const record = toExchangeRecord(exchange);
  return exchange.error === 'ROUTE_NOT_FOUND'
    ? { ...record, near_paths: findNearPaths(contract, exchange.path) }
    : record;
}

function findVerificationViolations(verification: Verification, contract: CompiledContract): readonly FieldViolation[] {
  return [verification, ...(verification.in_order ?? [])].flatMap((expectation, index) => [
    ...findUnknownOperation(
      expectation.operation_id,
      contract,
      index === 0 ? 'operation_id' : `in_order.${index - 1}.operation_id`,
    ),
    ...findInvalidWhere(expectation),
  ]);
}

function readFilter(query: JsonObject): {
  readonly filter: ExchangeFilter;
  readonly violations: readonly FieldViolation[];
} {
  const path = textOf(query['body_path']);
  const isInvalid = path !== undefined && parseJsonPath(path) === undefined;
  const violations: readonly FieldViolation[] = isInvalid
    ? [
        {
          field: 'body_path',
          message: `${JSON.stringify(path)} is not a valid JSON path. Filters, slices and functions are not supported.`,
          location: 'query',
          keyword: 'meaning',
        },
      ]
    : [];
  const times = { since: timeOf(query['since']), until: timeOf(query['until']) };
  const texts = Object.fromEntries(TEXT_FILTERS.map((name) => [name, textOf(query[name])]));
  const filter = Object.fromEntries(Object.entries({ ...texts, ...times }).filter(([, value]) => value !== undefined));
  return { filter, violations };
}

function findInvalidWhere({ where }: Expectation): readonly FieldViolation[] {
  return findInvalidPaths(where?.body).map((path) => ({
    field: 'where.body',
    message: `${JSON.stringify(path)} is not a valid JSON path. Filters, slices and functions are not supported.`,
    location: 'body',
    keyword: 'meaning',
  }));
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function timeOf(value: JsonValue | undefined): number | undefined {
  return value === undefined ? undefined : parseTimestamp(String(value));
}

const TEXT_FILTERS = ['operation_id', 'method', 'status', 'path', 'body_path', 'body_value'] as const;
const DEFAULT_LIMIT = 100;
