import { findInvalidPaths } from '../../kernel/json-path/compare-json.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { parseJsonPath } from '../../kernel/json-path/json-path.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { PrepareControl } from '../context/control.ts';
import { toExchangeRecord } from '../traffic/exchange-record.ts';
import { findNearPaths } from '../traffic/near-paths.ts';
import { findUnknownOperation } from '../traffic/find-fault-violations.ts';
import { selectExchanges, type ExchangeFilter } from '../traffic/select-exchanges.ts';
import { toHar } from '../traffic/to-har.ts';
import { toVerdictBody, verifyExchanges, type Expectation, type Verification } from '../traffic/verify-exchanges.ts';

/** What a world was asked, and whether it was asked what was expected. */
export const prepareRequests: PrepareControl = ({ contract, recorder: { log }, version }) => ({
  listRequests: ({ world, query }): Outcome => {
    const { filter, violations } = readFilter(query);
    if (violations.length > 0) return { kind: 'invalid', violations };
    const found = selectExchanges(log.list(world), filter);
    const after = Number(query['after'] ?? 0);
    const limit = Number(query['limit'] ?? USUAL_PAGE);
    const page = found.filter(({ number }) => number > after).slice(0, limit);
    const last = page.at(-1)?.number;
    const requests = page.map((exchange): JsonObject => {
      const near = exchange.error === 'ROUTE_NOT_FOUND' ? { near_paths: findNearPaths(contract, exchange.path) } : {};
      return { ...toExchangeRecord(exchange), ...near };
    });
    const hasMore = last !== undefined && last !== found.at(-1)?.number;
    return {
      kind: 'success',
      body: { requests, total: found.length, seen: log.count(world), next: hasMore ? last : null },
    };
  },
  deleteRequests: ({ world }) => {
    log.clear(world);
    return { kind: 'success' };
  },
  exportRequests: ({ world, query }) => {
    const { filter, violations } = readFilter(query);
    if (violations.length > 0) return { kind: 'invalid', violations };
    return { kind: 'success', body: toHar(selectExchanges(log.list(world), filter), version) };
  },
  verifyRequests: ({ world, body }) => {
    const verification = body as unknown as Verification;
    const violations = [verification, ...(verification.in_order ?? [])].flatMap((expectation, index) => [
      ...findUnknownOperation(
        expectation.operation_id,
        contract,
        index === 0 ? 'operation_id' : `in_order.${index - 1}.operation_id`,
      ),
      ...findWrongWhere(expectation),
    ]);
    if (violations.length > 0) return { kind: 'invalid', violations };
    return { kind: 'success', body: toVerdictBody(verifyExchanges(log.list(world), verification)) };
  },
});

function readFilter(query: JsonObject): {
  readonly filter: ExchangeFilter;
  readonly violations: readonly FieldViolation[];
} {
  const path = textOf(query['body_path']);
  const isWrong = path !== undefined && parseJsonPath(path) === undefined;
  const violations: readonly FieldViolation[] = isWrong
    ? [
        {
          field: 'body_path',
          message: `${JSON.stringify(path)} is no JSON path that is understood here.`,
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

function findWrongWhere({ where }: Expectation): readonly FieldViolation[] {
  return findInvalidPaths(where?.body).map((path) => ({
    field: 'where.body',
    message: `${JSON.stringify(path)} is no JSON path that is understood here.`,
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
const USUAL_PAGE = 100;
