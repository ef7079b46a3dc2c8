import { createSystemClock } from '../../kernel/time/clock.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { World } from '../../store/port/world.ts';
import type { ExchangeResponse } from '../exchange/exchange.ts';
import type { Preferred } from '../exchange/stages.ts';
import type { SampleResponse } from '../response/represent.ts';
import type { Outgoing } from '../response/send.ts';
import { alterResponse } from './alter-response.ts';
import { drawDelay, drawFaults, type Drawn } from './draw-faults.ts';
import type { FaultHit } from './model/fault.ts';
import type { ActiveFault, FaultBook } from './model/fault-set.ts';
import { respondWithFault } from './respond-with-fault.ts';
import { toLimitHeaders } from './rate-limit.ts';

/** What ordered faults make of one request. */
export interface FaultInjector {
  /** Undefined where it is only counted (a rate limit that is not reached). */
  readonly strike: FaultHit | undefined;
  /** Instead of what the operation would answer. */
  readonly answer: Outgoing | undefined;
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
): (preferred: Preferred) => Promise<FaultInjector | undefined> | undefined {
  const strike = async (faults: readonly ActiveFault[], preferred: Preferred): Promise<FaultInjector | undefined> => {
    const drawn = drawFaults(faults, preferred);
    await wait(drawn, preferred.world);
    return drawn.fault === undefined && drawn.passed.length === 0 ? undefined : toDisturbance(drawn, preferred, sample);
  };
  return function disturb(preferred) {
    const faults = book?.find(preferred.world)?.active();
    return faults === undefined || faults.length === 0 ? undefined : strike(faults, preferred);
  };
}

async function wait({ delay, realDelay }: Drawn, { clock }: World): Promise<void> {
  if (delay > 0) await clock.wait(delay);
  if (realDelay > 0) await createSystemClock().wait(realDelay);
}

async function toDisturbance(
  { fault, delay, realDelay, passed }: Drawn,
  preferred: Preferred,
  sample: SampleResponse,
): Promise<FaultInjector> {
  const { world } = preferred;
  const limits = toLimitHeaders(passed);
  if (fault === undefined)
    return {
      strike: undefined,
      answer: undefined,
      takesEffect: false,
      alter: (response) => withHeaders(response, limits),
    };
  const slow = fault.order.kind === 'slow_body' ? drawDelay(fault, world.random) : 0;
  const clock = fault.order.real_time === true ? createSystemClock() : world.clock;
  return {
    strike: { id: fault.id, kind: fault.order.kind, delay_ms: delay + realDelay + slow },
    answer: await respondWithFault(fault, preferred, sample),
    takesEffect: fault.order.takes_effect === true,
    alter: (response) =>
      alterResponse(withHeaders(response, { ...limits, ...mark(fault) }), fault.order.kind, {
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
