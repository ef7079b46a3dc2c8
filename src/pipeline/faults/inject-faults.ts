import { createSystemClock } from '../../kernel/time/clock.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { World } from '../../store/port/world.ts';
import type { ExchangeResponse } from '../exchange/exchange.ts';
import type { Preferred } from '../exchange/stages.ts';
import type { SampleResponse } from '../response/represent.ts';
import type { Outgoing } from '../response/send.ts';
import { alterResponse } from './alter-response.ts';
import { drawDelay, drawFaults, type DrawnFaults } from './draw-faults.ts';
import type { FaultHit } from './model/fault.ts';
import type { ActiveFault, FaultBook } from './model/fault-set.ts';
import { respondWithFault } from './respond-with-fault.ts';
import { toRateLimitHeaders } from './rate-limit.ts';

/** What ordered faults make of one request. */
export interface FaultEffect {
  /** Undefined where it is only counted (a rate limit that is not reached). */
  readonly hit: FaultHit | undefined;
  /** Instead of what the operation would answer. */
  readonly response: Outgoing | undefined;
  /** The operation is carried out first, all the same. */
  readonly takesEffect: boolean;
  /** What becomes of an answer on its way out. */
  alter(response: ExchangeResponse): ExchangeResponse;
}

/**
 * Draws what strikes a request, and waits where that is part of it. Undefined for a world in which nothing is ordered.
 */
export function createInjectFaults(
  book: FaultBook<World> | undefined,
  sample: SampleResponse,
): (preferred: Preferred) => Promise<FaultEffect | undefined> | undefined {
  const strike = async (faults: readonly ActiveFault[], preferred: Preferred): Promise<FaultEffect | undefined> => {
    const drawn = drawFaults(faults, preferred);
    await wait(drawn, preferred.world);
    return drawn.fault === undefined && drawn.passed.length === 0 ? undefined : toDisturbance(drawn, preferred, sample);
  };
  return function disturb(preferred) {
    const faults = book?.find(preferred.world)?.active();
    return faults === undefined || faults.length === 0 ? undefined : strike(faults, preferred);
  };
}

async function wait({ delay, realDelay }: DrawnFaults, { clock }: World): Promise<void> {
  if (delay > 0) await clock.wait(delay);
  if (realDelay > 0) await createSystemClock().wait(realDelay);
}

async function toDisturbance(
  { fault, delay, realDelay, passed }: DrawnFaults,
  preferred: Preferred,
  sample: SampleResponse,
): Promise<FaultEffect> {
  const { world } = preferred;
  const limits = toRateLimitHeaders(passed);
  if (fault === undefined)
    return {
      hit: undefined,
      response: undefined,
      takesEffect: false,
      alter: (response) => withHeaders(response, limits),
    };
  const slow = fault.rule.kind === 'slow_body' ? drawDelay(fault, world.random) : 0;
  const clock = fault.rule.real_time === true ? createSystemClock() : world.clock;
  return {
    hit: { id: fault.id, kind: fault.rule.kind, delay_ms: delay + realDelay + slow },
    response: await respondWithFault(fault, preferred, sample),
    takesEffect: fault.rule.takes_effect === true,
    alter: (response) =>
      alterResponse(withHeaders(response, { ...limits, ...mark(fault) }), fault.rule.kind, {
        clock,
        milliseconds: slow,
      }),
  };
}

/** Whoever looks at an odd answer sees that it was ordered. */
function mark({ id }: ActiveFault): Readonly<Record<string, string>> {
  return { [PRODUCT.faultHeader]: id };
}

function withHeaders(response: ExchangeResponse, headers: Readonly<Record<string, string>>): ExchangeResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}
