import type { World } from '../../store/port/world.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';
import {
  collectEvidence,
  isCount,
  MAX_MATCHED,
  MAX_MISSES,
  type Evidence,
  type Verdict,
  type Verification,
} from '../traffic/verify-exchanges.ts';
import { orderExchanges, toExchangeKey, toIndex, type ExchangeIndex } from './order-exchanges.ts';
import { toMissing } from './requests.ts';

/** What a replica's log has for a verification. Bodies are compared there: secrets do not leave a replica. */
export const EVIDENCE: Part<ExchangeIndex & { readonly steps: readonly Evidence[] }> = {
  name: 'evidence',
  collect: (world, { verification = {} }, { recorder: { log } }) => ({
    ...toIndex(log, world),
    steps: collectEvidence(log.list(world), verification, MAX_COLLECTED),
  }),
};

/**
 * Verifies the exchanges of all replicas. While a replica does not answer, only what its exchanges cannot change is
 * satisfied: a lower bound that the others reach, and no order.
 */
export async function gatherVerdict(world: World, verification: Verification, deps: ControlCallDeps): Promise<Verdict> {
  const { parts, missing } = await gather(EVIDENCE, { world, verification }, deps);
  const numbers = new Map(
    orderExchanges(parts).map(({ replica, ownNumber, number }) => [toExchangeKey(replica, ownNumber), number]),
  );
  const numberOf = (replica: string, own: number): number => numbers.get(toExchangeKey(replica, own)) ?? 0;
  const steps = (verification.in_order ?? [verification]).map((_step, index): Evidence => {
    const found = parts.map(({ replica, value }) => ({ replica, ...value.steps[index] }));
    return {
      matching: found
        .flatMap(({ replica, matching = [] }) => matching.map((own) => numberOf(replica, own)))
        .toSorted((left, right) => left - right),
      closest: found
        .flatMap(({ replica, closest = [] }) =>
          closest.map(({ distance, miss }) => ({
            distance,
            miss: { ...miss, number: numberOf(replica, miss.number) },
          })),
        )
        .toSorted((left, right) => left.distance - right.distance || right.miss.number - left.miss.number),
    };
  });
  const verdict = verification.in_order === undefined ? judge(steps[0], verification) : judgeOrder(steps);
  const isCertain = missing.length === 0 || isLowerBound(verification);
  return { ...verdict, satisfied: verdict.satisfied && isCertain, ...toMissing(missing) };
}

function judge({ matching, closest }: Evidence = NO_EVIDENCE, verification: Verification): Verdict {
  const satisfied = isCount(matching.length, verification);
  return {
    satisfied,
    count: matching.length,
    matched: matching.slice(0, MAX_MATCHED),
    closest: satisfied ? [] : toClosest(closest, 0),
  };
}

/** Takes the first match of each step after that of the step before. */
function judgeOrder(steps: readonly Evidence[]): Verdict {
  const matched: number[] = [];
  for (const { matching, closest } of steps) {
    const last = matched.at(-1) ?? 0;
    const next = matching.find((number) => number > last);
    if (next === undefined)
      return { satisfied: false, count: matched.length, matched, closest: toClosest(closest, last) };
    matched.push(next);
  }
  return { satisfied: true, count: matched.length, matched: matched.slice(0, MAX_MATCHED), closest: [] };
}

function toClosest(closest: Evidence['closest'], after: number): Verdict['closest'] {
  return closest
    .filter(({ miss }) => miss.number > after)
    .slice(0, MAX_MISSES)
    .map(({ miss }) => miss);
}

/** Whether more requests cannot break a verification. */
function isLowerBound({ in_order: order, at_most: most, exactly }: Verification): boolean {
  return order === undefined && most === undefined && exactly === undefined;
}

const NO_EVIDENCE: Evidence = { matching: [], closest: [] };
/** Misses of each replica: for a step in order, those before the step do not count. */
const MAX_COLLECTED = 20;
