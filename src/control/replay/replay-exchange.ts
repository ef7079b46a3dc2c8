import { findChangedFields } from '../../kernel/json/find-changed-fields.ts';
import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import { waitAtMost } from '../../kernel/turns.ts';
import type { ChunkStream, ExchangeRequest } from '../../pipeline/exchange/exchange.ts';
import type { World } from '../../store/port/world.ts';
import { createRedactRecord, listChanges } from '../changes/list-changes.ts';
import type { SharedByReplays } from '../context/admit-replay.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { compareStates, type StateDiff } from '../diff/compare-states.ts';
import { toMissingSandbox } from '../diff/find-state.ts';
import { toRecordChanges } from '../diff/to-record-changes.ts';
import { toExchangeRecord } from '../traffic/exchange-record.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import type { WireResult } from '../wire/wire-types.ts';
import { findNamedWorld } from '../world/find-named-world.ts';
import { forkWorld } from '../world/fork-world.ts';
import { findObstacle } from './find-obstacle.ts';

/** The result of a replay: what the request did this time, beside what it did before. */
export type ReplayReport = WireResult<'replayRequest'>['body'];

/**
 * Sends a recorded request again, as its user: into the sandbox of that name, by default into a new fork of its world.
 * Requests go into a sandbox one after the other, so that each shows its own changes. Throws a Problem when the request
 * was not recorded completely, when there is no such sandbox, or when too many replays run or wait.
 */
export async function replayExchange(
  exchange: RecordedExchange,
  { source, sandbox }: { readonly source: World; readonly sandbox: string | undefined },
  deps: ControlCallDeps,
): Promise<ReplayReport> {
  const obstacle = findObstacle(exchange, deps.contract);
  if (obstacle !== undefined)
    throw new Problem('STATE_CONFLICT', {
      message: `The request cannot be sent again. ${obstacle}`,
      remedy: FROM_CLIENT,
    });
  return deps.admitReplay(async (shared) => {
    const name = await findTarget(source, sandbox, deps);
    return replayInto(name, exchange, { deps, shared });
  });
}

async function replayInto(
  name: string,
  exchange: RecordedExchange,
  { deps, shared }: { readonly deps: ControlCallDeps; readonly shared: SharedByReplays },
): Promise<ReplayReport> {
  // To borrow one that is gone would create it again, as a copy of the baseline.
  if (deps.worlds.find(name) === undefined) throw toGone(name);
  const lease = deps.worlds.borrow(name);
  try {
    await lease.enter();
    await lease.world.store.log.catchUp();
    const id = shared.nextId(exchange.id);
    return await shared.inTurn(lease.world, () => replayIn(lease.world, exchange, { id, deps }));
  } finally {
    lease.release();
  }
}

/** Returns the name of the sandbox that the request is sent into. */
async function findTarget(source: World, name: string | undefined, deps: ControlCallDeps): Promise<string> {
  if (name === undefined) return (await forkWorld(source, undefined, deps)).name;
  if (name !== BASELINE && (await findNamedWorld(name, deps.worlds)) !== undefined) return name;
  throw toMissingSandbox(name, deps.worlds);
}

async function replayIn(
  world: World,
  exchange: RecordedExchange,
  { id, deps }: { readonly id: string; readonly deps: ControlCallDeps },
): Promise<ReplayReport> {
  const { recorder, dueWork, collections } = deps;
  // What was due anyway is not a change of the request.
  await dueWork.catchUp(world);
  const before = world.store.checkpoint();
  const response = await deps.sendAgain(toRequest(exchange, world, id));
  if (response.stream !== undefined) await drainStream(response.stream);
  const diff = await compareStates(before.snapshot(), world.store.snapshot(), {
    specs: collections,
    limit: MAX_RECORDS,
    redact: createRedactRecord(exchange),
  });
  const replayed = recorder.log.list(world).findLast((each) => each.id === id);
  return toReport(exchange, { world, id, status: response.status, replayed, diff });
}

/**
 * Returns the request as it was, for another world. Its body is decoded, so that its headers must not say otherwise.
 */
function toRequest(exchange: RecordedExchange, world: World, id: string): ExchangeRequest {
  const { method, path, query, origin, requestBody, requestHeaders, caller } = exchange;
  const kept = Object.entries(requestHeaders).filter(([name]) => !OF_THE_MESSAGE.has(name));
  const content = requestBody?.content ?? '';
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    method,
    path,
    query,
    origin,
    id,
    headers: { ...Object.fromEntries(kept), [PRODUCT.sandboxHeader]: world.name },
    replay: { of: exchange.id, caller },
    findWorld: () => world,
    body: async () => bytes,
  };
}

/** Reads a streamed body for a while: what it tells of is also stored. */
async function drainStream(stream: ChunkStream): Promise<void> {
  const ended = new AbortController();
  const reading = (async () => {
    for await (const chunk of stream(ended.signal)) if (ended.signal.aborted) return chunk;
    return undefined;
  })();
  await waitAtMost(reading, MAX_STREAM).catch(() => undefined);
  ended.abort();
}

interface Replayed {
  readonly world: World;
  readonly id: string;
  readonly status: number;
  /** Undefined when the log had no room for it. */
  readonly replayed: RecordedExchange | undefined;
  readonly diff: StateDiff;
}

function toReport(exchange: RecordedExchange, { world, id, status, replayed, diff }: Replayed): ReplayReport {
  const original = toExchangeRecord(exchange).response.body ?? null;
  const body = (replayed === undefined ? undefined : toExchangeRecord(replayed).response.body) ?? null;
  const { fields, isTruncated } = findChangedFields(original, body, MAX_FIELDS);
  const before = exchange.evidence === undefined ? undefined : listChanges(exchange, undefined);
  return {
    sandbox: world.name,
    request_id: id,
    status: replayed?.status ?? status,
    original_status: exchange.status,
    body,
    original_body: original,
    body_differences: fields,
    changes: toRecordChanges(diff),
    original_changes: before?.changes ?? null,
    is_truncated: diff.isTruncated || isTruncated || before?.is_truncated === true,
  };
}

function toGone(name: string): Problem {
  return new Problem('STATE_CONFLICT', {
    message: `The request was not sent: the sandbox ${name} was evicted or deleted meanwhile.`,
    remedy: 'Replay it again; raise --max-sandboxes if it was evicted.',
  });
}

const FROM_CLIENT = 'Send it from its client, into a sandbox that you fork first: POST /__admin/sandboxes/{name}/fork.';

const MAX_RECORDS = 1000;
const MAX_FIELDS = 100;
/** Milliseconds. */
const MAX_STREAM = 5000;
/** The headers of how a message was sent, which do not apply to its decoded body. */
const OF_THE_MESSAGE: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'transfer-encoding',
  'x-request-id',
]);
