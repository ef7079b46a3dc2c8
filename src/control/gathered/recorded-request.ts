import type { JsonValue } from '../../kernel/json/json.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import type { World } from '../../store/port/world.ts';
import { listChanges, type RequestChanges } from '../changes/list-changes.ts';
import { revertChanges } from '../changes/revert-changes.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';
import { explainExchange, type Explanation } from '../explain/explain-exchange.ts';
import { hasDeleted, type MissingRecord } from '../explain/missing-record.ts';
import { findByText, specOf } from '../world/edit-state.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';

/** What one replica tells of a recorded request. `at` is when it ended, by the machine's clock. */
type Told<Value extends JsonValue> = { readonly at: number; readonly value: Value };

/** The explanation of a request; null when this replica did not record it. */
export const EXPLANATION: Part<Told<Explanation> | null> = {
  name: 'explanation',
  collect: (world, { request_id: id }, deps) =>
    tellOf(findRecorded(world, id, deps), (exchange) =>
      explainExchange(exchange, {
        contract: deps.contract,
        missing: findMissing(world, exchange, deps),
        hasRecord: (collection, key) =>
          findByText(world.store, specOf(collection, deps.collections), key) !== undefined,
      }),
    ),
};

/** What a request changed; null when this replica did not record it. */
export const REQUEST_CHANGES: Part<Told<RequestChanges> | null> = {
  name: 'request_changes',
  collect: (world, { request_id: id }, deps) =>
    tellOf(findRecorded(world, id, deps), (exchange) => listChanges(exchange, deps.platform?.workLabels)),
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
  collect: async (world, { request_id: id, replica }, deps) => {
    const exchange = (deps.replicas?.name ?? '') === replica ? findRecorded(world, id, deps) : undefined;
    if (exchange === undefined) return null;
    try {
      const listLater = (): readonly RecordedExchange[] =>
        deps.recorder.log.list(world).filter(({ number }) => number > exchange.number);
      return { reverted: await revertChanges(world, exchange, { platform: deps.platform, listLater }) };
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
 * Returns what is told of a recorded request by the replica that served it; by the last one when its id was used
 * again. Throws a Problem when no replica has it.
 */
export async function gatherRequest<Value extends JsonValue>(
  part: Part<Told<Value> | null>,
  { world, id }: RequestAddress,
  deps: ControlCallDeps,
): Promise<FoundRequest<Value>> {
  const { parts, missing } = await gather(part, { world, request_id: id }, deps);
  const told = parts.flatMap(({ replica, value }) => (value === null ? [] : [{ replica, ...value }]));
  const [newest] = told.toSorted((left, right) => right.at - left.at);
  if (newest === undefined) throw toMissingProblem({ world, id }, missing, deps);
  return { replica: newest.replica, value: newest.value, missing };
}

/** Reverts a recorded request. Throws a Problem when a record has changed since, or when no replica has the request. */
export async function gatherReversal(address: RequestAddress, deps: ControlCallDeps): Promise<number> {
  const { world, id } = address;
  const { replica } = await gatherRequest(REQUEST_CHANGES, address, deps);
  const { parts } = await gather(REVERT_REQUEST, { world, request_id: id, replica }, deps);
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

/** A recorded request of a world. */
export interface RequestAddress {
  readonly world: World;
  readonly id: string;
}

function findRecorded(
  world: World,
  id: string | undefined,
  { recorder }: Pick<ControlCallDeps, 'recorder'>,
): RecordedExchange | undefined {
  return recorder.log.list(world).findLast((exchange) => exchange.id === id);
}

/** Returns what became of the record that an exchange did not find; undefined when it found one, or looked for none. */
function findMissing(
  world: World,
  exchange: RecordedExchange,
  { recorder, worlds, collections }: ControlCallDeps,
): MissingRecord | undefined {
  const { access } = exchange.evidence ?? {};
  if (access === undefined || access.exists) return undefined;
  const spec = specOf(access.collection, collections);
  const has = ({ store }: World): boolean => findByText(store, spec, access.key) !== undefined;
  return {
    isBack: has(world),
    deletedBy: recorder.log.list(world).findLast((each) => each.number < exchange.number && hasDeleted(each, access)),
    elsewhere: listOthers(world, worlds).find(has)?.name,
  };
}

function listOthers(world: World, worlds: ControlCallDeps['worlds']): readonly World[] {
  return [worlds.baseline, ...worlds.list().map((sandbox) => sandbox.world)].filter((each) => each !== world);
}

function tellOf<Value extends JsonValue>(
  exchange: RecordedExchange | undefined,
  tell: (exchange: RecordedExchange) => Value,
): Told<Value> | null {
  return exchange === undefined ? null : { at: exchange.at, value: tell(exchange) };
}

/** Returns the problem of a request that is not recorded: it was evicted, is of another world, or never existed. */
function toMissingProblem({ world, id }: RequestAddress, missing: readonly string[], deps: ControlCallDeps): Problem {
  const { recorder, worlds } = deps;
  const evicted = recorder.log.count(world) - recorder.log.list(world).length;
  const other = listOthers(world, worlds).find((each) => findRecorded(each, id, deps) !== undefined);
  const hints = [
    other === undefined
      ? []
      : `It is recorded in ${other === worlds.baseline ? 'the baseline' : `the sandbox ${other.name}`}.`,
    evicted === 0 ? [] : `${evicted} older requests of this world were evicted or deleted; it may be one of them.`,
    missing.length === 0 ? [] : `${missing.join(', ')} did not answer.`,
    `${toCommandLine('requests', world.name)} lists its requests.`,
  ];
  const message = [`The world ${world.name} has no recorded request "${id}".`, ...hints.flat()].join(' ');
  return new Problem('RECORD_NOT_FOUND', { message });
}
