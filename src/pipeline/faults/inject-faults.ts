import { createSystemClock } from '../../kernel/time/clock.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { World } from '../../store/port/world.ts';
import type { ExchangeResponse } from '../exchange/exchange.ts';
import type { Evidence } from '../exchange/evidence.ts';
import type { WithPreference } from '../exchange/stages.ts';
import type { SampleResponse } from '../sources/represent.ts';
import type { Outgoing } from '../response/send.ts';
import { drawDelay, drawFaults, isCounted, type DrawnFaults } from './draw-faults.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import type { FaultHit } from './model/fault.ts';
import type { ActiveFault, FaultBook, FaultSet } from './model/fault-set.ts';

/** The effect of the world's fault rules on one request. */
export interface FaultEffect {
  /** Undefined when the fault lets the request pass (a rate limit that is not reached). */
  readonly hit: FaultHit | undefined;
  /** Sent instead of the operation's response. */
  readonly response: Outgoing | undefined;
  /** The operation is executed although `response` replaces its own response. */
  readonly takesEffect: boolean;
  /** Applies the fault to the finished response. */
  alter(response: ExchangeResponse): ExchangeResponse;
}

/**
 * Returns the stage that draws the faults that hit a request, and waits for their delays. It returns undefined
 * immediately in a world without active rules.
 */
export function createInjectFaults(
  book: FaultBook | undefined,
  sample: SampleResponse,
): (preferred: WithPreference, evidence?: Pick<Evidence, 'faults'>) => Promise<FaultEffect | undefined> | undefined {
  const inject = async (
    set: FaultSet,
    preferred: WithPreference,
    evidence: Pick<Evidence, 'faults'> | undefined,
  ): Promise<FaultEffect | undefined> => {
    const drawn = await set.draw((faults) => drawFaults(faults, preferred), isCounted);
    if (evidence !== undefined) evidence.faults = [...evidence.faults, ...drawn.considered];
    await wait(drawn, preferred.world);
    return drawn.fault === undefined && drawn.passed.length === 0 ? undefined : toEffect(drawn, preferred, sample);
  };
  return function injectFaults(preferred, evidence) {
    if (book === undefined) return undefined;
    if (evidence !== undefined) evidence.faults = book.listUsedUp(preferred.world);
    if (!book.hasActive(preferred.world)) return undefined;
    return inject(book.of(preferred.world), preferred, evidence);
  };
}

async function wait({ delay, realDelay }: DrawnFaults, { clock }: World): Promise<void> {
  if (delay > 0) await clock.wait(delay);
  if (realDelay > 0) await createSystemClock().wait(realDelay);
}

async function toEffect(
  { fault, delay, realDelay, passed }: DrawnFaults,
  preferred: WithPreference,
  sample: SampleResponse,
): Promise<FaultEffect> {
  const { world } = preferred;
  const passHeaders = toPassHeaders(passed);
  if (fault === undefined)
    return {
      hit: undefined,
      response: undefined,
      takesEffect: false,
      alter: (response) => withHeaders(response, passHeaders),
    };
  const { id, rule } = fault;
  const behaviour = FAULT_KINDS[rule.kind];
  const milliseconds = behaviour.delays === 'body' ? drawDelay(fault, world.random) : 0;
  const clock = rule.real_time === true ? createSystemClock() : world.clock;
  // The header tells the reader of an unexpected response that a fault rule caused it.
  const headers = { ...passHeaders, [PRODUCT.faultHeader]: id };
  return {
    hit: { id, kind: rule.kind, delay_ms: delay + realDelay + milliseconds },
    response: await behaviour.respond?.(fault, { preferred, sample }),
    takesEffect: rule.takes_effect === true,
    alter: (response) => {
      const marked = withHeaders(response, headers);
      if (behaviour.closesConnection === true) return drop(response);
      return behaviour.alter?.(marked, { clock, milliseconds }) ?? marked;
    },
  };
}

/** Returns the response that is never sent. Its status is 0, as tools that show HTTP traffic write it. */
function drop({ problem }: ExchangeResponse): ExchangeResponse {
  return {
    status: 0,
    headers: {},
    body: undefined,
    isDropped: true,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Returns the headers of the first fault that let a request pass. */
function toPassHeaders([fault]: readonly ActiveFault[]): Readonly<Record<string, string>> {
  return fault === undefined ? {} : (FAULT_KINDS[fault.rule.kind].quota?.headers(fault) ?? {});
}

function withHeaders(response: ExchangeResponse, headers: Readonly<Record<string, string>>): ExchangeResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}
