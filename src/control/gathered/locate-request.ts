import { findOwn } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import type { World } from '../../store/port/world.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type PartInput } from '../context/replicas.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { orderExchanges, toExchangeKey } from './order-exchanges.ts';
import { MATCHES } from './requests.ts';

/** Names a recorded request of a world: the newest with this id, or the one with this id and number. */
export interface RequestAddress {
  readonly world: World;
  readonly id: string;
  /** Its number in the list of requests. */
  readonly number?: number | undefined;
}

/** The replica that recorded a request, and the number that the request has there. */
export interface LocatedRequest {
  readonly replica: string;
  readonly ownNumber: number;
}

/**
 * Finds the request that has the number of an address, in the list of all replicas; undefined when the address has no
 * number. Throws a Problem when no request with the id has it. The numbers depend on every replica: it also throws when
 * one does not answer, rather than return another request with the same id.
 */
export async function locateRequest(
  { world, id, number }: RequestAddress,
  deps: ControlCallDeps,
): Promise<LocatedRequest | undefined> {
  if (number === undefined) return undefined;
  const { parts, missing } = await gather(MATCHES, { world, request_id: id }, deps);
  if (missing.length > 0) throw new Problem('REPLICA_UNAVAILABLE', { message: toUncertain(missing) });
  const matching = new Set(
    parts.flatMap(({ replica, value }) => value.matching.map((each) => toExchangeKey(replica, each))),
  );
  const found = orderExchanges(parts).filter((each) => matching.has(toExchangeKey(each.replica, each.ownNumber)));
  const located = found.find((each) => each.number === number);
  if (located !== undefined) return located;
  if (found.length === 0) throw toMissingProblem({ world, id }, missing, deps);
  const numbers = found.map((each) => each.number);
  const message = `The world ${world.name} has no recorded request "${id}" with the number ${number}. ${toNumberList(numbers)}`;
  throw new Problem('RECORD_NOT_FOUND', { message });
}

/** Returns the input of a part that concerns a located request alone. */
export function toNumbers(located: LocatedRequest | undefined): Pick<PartInput, 'numbers'> {
  return located === undefined ? {} : { numbers: { [located.replica]: [located.ownNumber] } };
}

/** Returns the exchange with an id that this replica recorded: the one that `numbers` selects, or the newest. */
export function findRecorded(
  world: World,
  { request_id: id, numbers }: Pick<PartInput, 'request_id' | 'numbers'>,
  { recorder, replicas }: Pick<ControlCallDeps, 'recorder' | 'replicas'>,
): RecordedExchange | undefined {
  const selected = numbers === undefined ? undefined : (findOwn(numbers, replicas?.name ?? '') ?? []);
  return recorder.log
    .list(world)
    .findLast((exchange) => exchange.id === id && selected?.includes(exchange.number) !== false);
}

/**
 * Returns the number of an exchange if others of its world have its id; otherwise undefined, also with replicas, where
 * its number in the list is not known here.
 */
export function findSharedNumber(
  world: World,
  { id, number }: RecordedExchange,
  { recorder, replicas }: Pick<ControlCallDeps, 'recorder' | 'replicas'>,
): number | undefined {
  if (replicas !== undefined) return undefined;
  return recorder.log.list(world).some((each) => each.id === id && each.number !== number) ? number : undefined;
}

/** Returns the problem of a request that is not recorded: it was evicted, is of another world, or never existed. */
export function toMissingProblem(
  { world, id }: RequestAddress,
  missing: readonly string[],
  deps: ControlCallDeps,
): Problem {
  const { recorder, worlds } = deps;
  const evicted = recorder.log.count(world) - recorder.log.list(world).length;
  const other = listOthers(world, worlds).find((each) => findRecorded(each, { request_id: id }, deps) !== undefined);
  const hints = [
    other === undefined
      ? []
      : `It is recorded in ${other === worlds.baseline ? 'the baseline' : `the sandbox ${other.name}`}: ${toCommandLine(`explain ${toShellWord(id)}`, other.name)} explains it.`,
    evicted === 0 ? [] : `${evicted} older requests of this world were evicted or deleted; it may be one of them.`,
    missing.length === 0 ? [] : `${missing.join(', ')} did not answer.`,
    `${toCommandLine('requests', world.name)} lists its requests.`,
  ];
  const message = [`The world ${world.name} has no recorded request "${id}".`, ...hints.flat()].join(' ');
  return new Problem('RECORD_NOT_FOUND', { message });
}

/** Returns all worlds but one, the baseline first. */
export function listOthers(world: World, worlds: ControlCallDeps['worlds']): readonly World[] {
  return [worlds.baseline, ...worlds.list().map((sandbox) => sandbox.world)].filter((each) => each !== world);
}

/** Names the newest of some numbers, in a sentence. */
function toNumberList(numbers: readonly number[]): string {
  if (numbers.length === 1) return `The only request with this id has the number ${numbers.join()}.`;
  const shown = numbers.slice(-MAX_LISTED).join(', ');
  return numbers.length <= MAX_LISTED
    ? `The requests with this id have the numbers ${shown}.`
    : `${numbers.length} requests have this id; the newest have the numbers ${shown}.`;
}

function toUncertain(missing: readonly string[]): string {
  return `${missing.join(', ')} did not answer, and the numbers of the list depend on every replica. Nothing was changed. Try again when all answer.`;
}

const MAX_LISTED = 20;
