import type { Operation } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import { parseCookies } from '../../pipeline/sandbox/cookies.ts';
import type { World } from '../../store/port/world.ts';
import { listChanges, type RequestChanges } from '../changes/list-changes.ts';
import { revertChanges } from '../changes/revert-changes.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';
import { explainExchange, type Explanation } from '../explain/explain-exchange.ts';
import { hasCreated, hasDeleted, type MissingRecord } from '../explain/missing-record.ts';
import { findByText, specOf } from '../world/edit-state.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import {
  findRecorded,
  findSharedNumber,
  listOthers,
  locateRequest,
  toMissingProblem,
  toNumbers,
  type RequestAddress,
} from './locate-request.ts';

/** What one replica tells of a recorded request. `at` is when it ended, by the machine's clock. */
type Told<Value extends JsonValue> = { readonly at: number; readonly value: Value };

/** The explanation of a request; null when this replica did not record it. */
export const EXPLANATION: Part<Told<Explanation> | null> = {
  name: 'explanation',
  collect: (world, input, deps) =>
    tellOf(findRecorded(world, input, deps), (exchange) =>
      explainExchange(exchange, {
        contract: deps.contract,
        missing: findMissing(world, exchange, deps),
        hasRecord: (collection, key) =>
          findByText(world.store, specOf(collection, deps.collections), key) !== undefined,
        findSender: (each, operation) => findSender(each, operation, { world, platform: deps.platform }),
      }),
    ),
};

/** What a request changed; null when this replica did not record it. */
export const REQUEST_CHANGES: Part<Told<RequestChanges> | null> = {
  name: 'request_changes',
  collect: (world, input, deps) =>
    tellOf(findRecorded(world, input, deps), (exchange) => listChanges(exchange, deps.platform?.workLabels)),
};

/** How the replica that served a request reverted it: the number of records, or why it could not. */
export type Reversal =
  | { readonly reverted: number }
  | {
      readonly conflict: string;
      readonly remedy: string;
      readonly faults: readonly { [Name in keyof StateFault]: StateFault[Name] }[];
    };

/** Reverts a request, at the replica that served it; null at the others. */
export const REVERT_REQUEST: Part<Reversal | null> = {
  name: 'revert_request',
  collect: async (world, { replica, ...input }, deps) => {
    const exchange = (deps.replicas?.name ?? '') === replica ? findRecorded(world, input, deps) : undefined;
    if (exchange === undefined) return null;
    try {
      const numberOf = (each: RecordedExchange): number | undefined => findSharedNumber(world, each, deps);
      const listLater = (): readonly RecordedExchange[] =>
        deps.recorder.log.list(world).filter(({ number }) => number > exchange.number);
      return { reverted: await revertChanges(world, exchange, { platform: deps.platform, listLater, numberOf }) };
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'STATE_CONFLICT') throw error;
      return { conflict: error.message, remedy: error.remedy, faults: error.faults.map((fault) => ({ ...fault })) };
    }
  },
};

/** What the replica that served a request tells of it. */
export interface FoundRequest<Value> {
  readonly replica: string;
  readonly value: Value;
  /** The names of the replicas that did not answer. */
  readonly missing: readonly string[];
}

/**
 * Returns what is told of a recorded request by the replica that served it: of the one with the number of the address,
 * or of the last one with its id. Throws a Problem when no replica has it.
 */
export async function gatherRequest<Value extends JsonObject & { readonly number: number }>(
  part: Part<Told<Value> | null>,
  address: RequestAddress,
  deps: ControlCallDeps,
): Promise<FoundRequest<Value>> {
  const found = await gatherAtOwner(part, address, deps);
  // The replica knows its own number alone.
  return { ...found, value: { ...found.value, number: address.number ?? found.value.number } };
}

async function gatherAtOwner<Value extends JsonValue>(
  part: Part<Told<Value> | null>,
  address: RequestAddress,
  deps: ControlCallDeps,
): Promise<FoundRequest<Value>> {
  const { world, id } = address;
  const located = await locateRequest(address, deps);
  const { parts, missing } = await gather(part, { world, request_id: id, ...toNumbers(located) }, deps);
  const told = parts.flatMap(({ replica, value }) => (value === null ? [] : [{ replica, ...value }]));
  const [newest] = told.toSorted((left, right) => right.at - left.at);
  if (newest === undefined) throw toMissingProblem(address, missing, deps);
  return { replica: newest.replica, value: newest.value, missing };
}

/** Reverts a recorded request. Throws a Problem when a record has changed since, or when no replica has the request. */
export async function gatherReversal(address: RequestAddress, deps: ControlCallDeps): Promise<number> {
  const { world, id } = address;
  const { replica, value: changes } = await gatherAtOwner(REQUEST_CHANGES, address, deps);
  const numbers = toNumbers({ replica, ownNumber: changes.number });
  const { parts } = await gather(REVERT_REQUEST, { world, request_id: id, replica, ...numbers }, deps);
  const reversal = parts.find(({ value }) => value !== null)?.value ?? undefined;
  if (reversal === undefined)
    throw new Problem('REPLICA_UNAVAILABLE', {
      message: `${replica} did not answer, and may still revert the request. Look at its changes before you try again.`,
    });
  if ('conflict' in reversal) {
    const { conflict: message, remedy, faults } = reversal;
    throw new Problem('STATE_CONFLICT', { message, remedy, faults });
  }
  // Another replica may have written it.
  if (deps.replicas !== undefined) await world.store.log.catchUp();
  return reversal.reverted;
}

/** Returns what became of the record that an exchange did not find; undefined when it found one, or looked for none. */
function findMissing(world: World, exchange: RecordedExchange, deps: ControlCallDeps): MissingRecord | undefined {
  const { recorder, worlds, collections } = deps;
  const { access } = exchange.evidence ?? {};
  if (access === undefined || access.exists) return undefined;
  const spec = specOf(access.collection, collections);
  const has = ({ store }: World): boolean => findByText(store, spec, access.key) !== undefined;
  const deletedBy = recorder.log
    .list(world)
    .findLast((each) => each.number < exchange.number && hasDeleted(each, access));
  const createdBy = recorder.log
    .list(world)
    .findLast((each) => each.number < exchange.number && hasCreated(each, access));
  return {
    isBack: has(world),
    deletedBy,
    createdBy,
    sharedNumber: deletedBy && findSharedNumber(world, deletedBy, deps),
    elsewhere: listOthers(world, worlds).find(has)?.name,
  };
}

/** Returns the user whose token or session a request has; undefined for the fixed token, and for an unknown one. */
function findSender(
  { requestHeaders: headers }: RecordedExchange,
  { security }: Operation,
  { world, platform }: { readonly world: World; readonly platform: ControlCallDeps['platform'] },
): string | number | undefined {
  const schemes = security.flat().map(({ name }) => name);
  const cookies = parseCookies(headers['cookie']);
  return platform?.authenticate({ headers, cookies, schemes }, world, { token: '', auth: 'on' })?.key;
}

function tellOf<Value extends JsonValue>(
  exchange: RecordedExchange | undefined,
  tell: (exchange: RecordedExchange) => Value,
): Told<Value> | null {
  return exchange === undefined ? null : { at: exchange.at, value: tell(exchange) };
}
