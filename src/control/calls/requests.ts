import { findInvalidPaths } from '../../kernel/json-path/compare-json.ts';
import { parseJsonPath } from '../../kernel/json-path/json-path.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { ControlCalls } from '../context/control-call.ts';
import { CLEAR_REQUESTS, changeAll, gatherArchive, gatherPage, toRecord } from '../gathered/requests.ts';
import { gatherVerdict } from '../gathered/verification.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { findUnknownOperation } from '../traffic/find-fault-violations.ts';
import { selectExchanges, selectPage, type ExchangeFilter } from '../traffic/select-exchanges.ts';
import { toHar } from '../traffic/to-har.ts';
import { verifyExchanges, type Expectation, type Verification } from '../traffic/verify-exchanges.ts';
import type { WireParameters, WireResult } from '../wire/wire-types.ts';

/** Lists, exports, verifies and deletes the recorded requests of a world. */
export const REQUEST_CALLS = {
  listRequests: {
    state: 'requests',
    handle: async ({ world, query }, deps) => {
      const violations = findQueryViolations(query);
      if (violations.length > 0) return { kind: 'invalid', violations };
      if (deps.replicas !== undefined) return { kind: 'success', body: await gatherPage(world, query, deps) };
      const { recorder } = deps;
      const matching = selectExchanges(recorder.log.list(world), query);
      return { kind: 'success', body: toPage(matching, query, recorder.log.count(world)) };
    },
  },
  deleteRequests: {
    state: 'requests',
    handle: async ({ world }, deps) => {
      await changeAll(CLEAR_REQUESTS, world, deps);
      return { kind: 'success' };
    },
  },
  exportRequests: {
    state: 'requests',
    handle: async ({ world, query }, deps) => {
      const violations = findQueryViolations(query);
      if (violations.length > 0) return { kind: 'invalid', violations };
      if (deps.replicas !== undefined) return { kind: 'success', body: await gatherArchive(world, query, deps) };
      return { kind: 'success', body: toHar(selectExchanges(deps.recorder.log.list(world), query), deps.version) };
    },
  },
  verifyRequests: {
    state: 'requests',
    handle: async ({ world, body }, deps) => {
      const violations = findVerificationViolations(body, deps.contract);
      if (violations.length > 0) return { kind: 'invalid', violations };
      if (deps.replicas !== undefined) return { kind: 'success', body: await gatherVerdict(world, body, deps) };
      return { kind: 'success', body: verifyExchanges(deps.recorder.log.list(world), body) };
    },
  },
} satisfies Partial<ControlCalls>;

function toPage(
  matching: readonly RecordedExchange[],
  { after, limit, order }: WireParameters<'listRequests', 'query'>,
  seen: number,
): WireResult<'listRequests'>['body'] {
  const { page, next } = selectPage(matching, { after, limit, order });
  return { requests: page.map((exchange) => toRecord(exchange)), total: matching.length, seen, next };
}

/** Returns the parts of a verification that have no meaning under a contract. */
export function findVerificationViolations(
  verification: Verification,
  contract: CompiledContract,
): readonly FieldViolation[] {
  return [verification, ...(verification.in_order ?? [])].flatMap((expectation, index) => [
    ...findUnknownOperation(
      expectation.operation_id,
      contract,
      index === 0 ? 'operation_id' : `in_order.${index - 1}.operation_id`,
    ),
    ...findInvalidWhere(expectation),
  ]);
}

/** Returns the parts of a filter that have no meaning. */
export function findQueryViolations({ body_path: path }: ExchangeFilter): readonly FieldViolation[] {
  if (path === undefined || parseJsonPath(path) !== undefined) return [];
  return [{ field: 'body_path', message: toInvalidPathMessage(path), location: 'query', keyword: 'meaning' }];
}

function findInvalidWhere({ where }: Expectation): readonly FieldViolation[] {
  return findInvalidPaths(where?.body).map((path) => ({
    field: 'where.body',
    message: toInvalidPathMessage(path),
    location: 'body',
    keyword: 'meaning',
  }));
}

function toInvalidPathMessage(path: string): string {
  return `${JSON.stringify(path)} is not a valid JSON path. Filters, slices and functions are not supported.`;
}
