import { findOwn } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';
import { toExchangeRecord } from '../traffic/exchange-record.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { selectExchanges, selectPage, type ExchangeFilter } from '../traffic/select-exchanges.ts';
import { toHar } from '../traffic/to-har.ts';
import type { WireParameters, WireResult, WireSchema } from '../wire/wire-types.ts';
import { countSeen, orderExchanges, toExchangeKey, toIndex, type ExchangeIndex } from './order-exchanges.ts';

type Page = WireResult<'listRequests'>['body'];
type Archive = WireResult<'exportRequests'>['body'];
type HarEntry = Archive['log']['entries'][number];

/** The index of a replica's exchanges, and the numbers of those that match a filter, and have an id if one is given. */
export const MATCHES: Part<ExchangeIndex & { readonly matching: readonly number[] }> = {
  name: 'matches',
  collect: (world, { filter = {}, request_id: wanted }, { recorder: { log } }) => ({
    ...toIndex(log, world),
    matching: selectExchanges(log.list(world), filter).flatMap(({ id, number }) =>
      wanted === undefined || id === wanted ? number : [],
    ),
  }),
};

/** The records of some exchanges. `numbers` has those of each replica. */
export const RECORDS: Part<readonly WireSchema<'Exchange'>[]> = {
  name: 'records',
  collect: (world, { numbers = {} }, { recorder: { log }, replicas }) => {
    const wanted = new Set(findOwn(numbers, replicas?.name ?? ''));
    return log.list(world).flatMap((exchange) => (wanted.has(exchange.number) ? toRecord(exchange) : []));
  },
};

/** The exchanges that match a filter, as entries of an HTTP Archive. */
export const ARCHIVE: Part<
  ExchangeIndex & { readonly matching: readonly number[]; readonly archive: readonly HarEntry[] }
> = {
  name: 'archive',
  collect: (world, { filter = {} }, { recorder: { log }, version }) => {
    const matching = selectExchanges(log.list(world), filter);
    const { entries } = toHar(matching, version).log;
    return { ...toIndex(log, world), matching: matching.map(({ number }) => number), archive: entries };
  },
};

/** Deletes the exchanges of a world. */
export const CLEAR_REQUESTS: Part<null> = {
  name: 'clear_requests',
  collect: (world, _input, { recorder: { log } }) => {
    log.clear(world);
    return null;
  },
};

/** Returns a page of the exchanges of all replicas. */
export async function gatherPage(
  world: World,
  { after, limit, order, ...filter }: WireParameters<'listRequests', 'query'>,
  deps: ControlCallDeps,
): Promise<Page> {
  const { parts, missing } = await gather(MATCHES, { world, filter }, deps);
  const matching = new Set(
    parts.flatMap(({ replica, value }) => value.matching.map((each) => toExchangeKey(replica, each))),
  );
  const found = orderExchanges(parts).filter(({ replica, ownNumber }) =>
    matching.has(toExchangeKey(replica, ownNumber)),
  );
  const { page, next } = selectPage(found, { after, limit, order });
  const numbers = Object.fromEntries(
    parts.map(({ replica }) => [replica, page.flatMap((each) => (each.replica === replica ? each.ownNumber : []))]),
  );
  const records = await gather(RECORDS, { world, numbers }, deps);
  const byKey = new Map(
    records.parts.flatMap(({ replica, value }) =>
      value.map((each) => [toExchangeKey(replica, each.number), each] as const),
    ),
  );
  return {
    requests: page.flatMap(({ replica, ownNumber, number }) => {
      const record = byKey.get(toExchangeKey(replica, ownNumber));
      return record === undefined ? [] : [{ ...record, number }];
    }),
    total: found.length,
    seen: countSeen(parts),
    next,
    ...toMissing([...new Set([...missing, ...records.missing])]),
  };
}

/** Returns the exchanges of all replicas that match a filter, as an HTTP Archive. */
export async function gatherArchive(world: World, filter: ExchangeFilter, deps: ControlCallDeps): Promise<Archive> {
  const { parts, missing } = await gather(ARCHIVE, { world, filter }, deps);
  const byKey = new Map(
    parts.flatMap(({ replica, value }) =>
      value.matching.map((number, index) => [toExchangeKey(replica, number), value.archive[index]] as const),
    ),
  );
  const entries = orderExchanges(parts).flatMap(({ replica, ownNumber }) => {
    const entry = byKey.get(toExchangeKey(replica, ownNumber));
    return entry === undefined ? [] : [entry];
  });
  const { log } = toHar([], deps.version);
  return { log: { ...log, entries, ...(missing.length === 0 ? {} : { comment: `Without ${missing.join(', ')}.` }) } };
}

/** Runs a part that changes every replica. Throws a Problem when one did not answer. */
export async function changeAll(part: Part<null>, world: World, deps: ControlCallDeps): Promise<void> {
  const { missing } = await gather(part, { world }, deps);
  if (missing.length === 0) return;
  const message = `${missing.join(', ')} did not answer, and may still have what was to be deleted. Delete it again when it answers.`;
  throw new Problem('REPLICA_UNAVAILABLE', { message });
}

/** Converts an exchange to the JSON of a list. One with an unknown path names similar paths. */
export function toRecord(exchange: RecordedExchange): WireSchema<'Exchange'> {
  const record = toExchangeRecord(exchange);
  return exchange.error === 'ROUTE_NOT_FOUND'
    ? { ...record, near_paths: exchange.hints.nearest.map(({ path }) => path) }
    : record;
}

/** Returns the property of a body that names the replicas that did not answer; none when all did. */
export function toMissing(missing: readonly string[]): { readonly missing_replicas?: readonly string[] } {
  return missing.length === 0 ? {} : { missing_replicas: missing };
}
