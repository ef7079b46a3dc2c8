import type { ExchangeResponse } from '../exchange/exchange.ts';
import type { Outgoing } from '../response/send.ts';
import { cutInHalf, makeMalformed, slowDown, type BodyTiming } from './alter-response.ts';
import { createErrorResponse, type ErrorResponseContext } from './create-error-response.ts';
import type { FaultKind, FaultRule } from './model/fault.ts';
import type { ActiveFault } from './model/fault-set.ts';
import { countPass, toPassHeaders, toRejectionHeaders } from './rate-limit.ts';

/** What the faults of one kind do, and which options of a rule they use. */
export interface FaultKindBehaviour {
  /** Options that a rule of this kind must have. */
  readonly requires: readonly FaultOption[];
  /** Options that a rule of this kind may have, of those that not every kind has. */
  readonly accepts: readonly FaultOption[];
  /**
   * What `delay_ms` delays: the response, or the chunks of its body. A fault of a kind with `response only` has no
   * other effect, and hits in addition to a fault of another kind.
   */
  readonly delays: 'response' | 'body' | 'response only';
  /** Lets requests pass before the fault hits. */
  readonly quota?: {
    /** Returns whether a request passes, and counts it. `now` is the time of the world. */
    pass(fault: ActiveFault, now: number): boolean;
    /** Returns headers for the response to a request that has passed. */
    headers(fault: ActiveFault): Readonly<Record<string, string>>;
  };
  /** Returns the response that is sent instead of the operation's. Without it, the operation's is sent. */
  respond?(fault: ActiveFault, context: ErrorResponseContext): Outgoing | Promise<Outgoing>;
  /** Closes the connection instead of sending a response. */
  readonly closesConnection?: true;
  /** Changes the finished response. */
  alter?(response: ExchangeResponse, timing: BodyTiming): ExchangeResponse;
}

/** An option of a fault rule that is not part of which requests it hits. */
type FaultOption = Exclude<keyof FaultRule, 'kind'>;

/** Every kind of fault. It does not compile while it lacks a kind that `control/schemas/FaultRule.yaml` lists. */
export const FAULT_KINDS: Readonly<Record<FaultKind, FaultKindBehaviour>> = {
  status: {
    requires: ['status'],
    accepts: ['status', 'body', 'headers', 'takes_effect'],
    delays: 'response',
    respond: ({ rule }, context) => createErrorResponse({ ...rule, status: rule.status ?? 500 }, context),
  },
  latency: { requires: ['delay_ms'], accepts: [], delays: 'response only' },
  drop: {
    requires: [],
    accepts: ['takes_effect'],
    delays: 'response',
    respond: () => ({ status: 500, headers: {}, body: undefined, mediaType: '' }),
    closesConnection: true,
  },
  truncate: { requires: [], accepts: [], delays: 'response', alter: cutInHalf },
  malformed: { requires: [], accepts: [], delays: 'response', alter: makeMalformed },
  slow_body: { requires: ['delay_ms'], accepts: [], delays: 'body', alter: slowDown },
  rate_limit: {
    requires: [],
    accepts: ['takes_effect', 'limit', 'window_ms'],
    delays: 'response',
    quota: { pass: countPass, headers: toPassHeaders },
    respond: (fault, context) => {
      const headers = toRejectionHeaders(fault, context.preferred.world.clock.now());
      return createErrorResponse({ status: 429, headers }, context);
    },
  },
};

/** Returns the kinds whose rules may have an option; undefined for an option of every kind. */
export function findKindsWith(option: string): readonly string[] | undefined {
  const kinds = Object.entries(FAULT_KINDS).filter(([, { accepts }]) => accepts.some((name) => name === option));
  return kinds.length === 0 ? undefined : kinds.map(([kind]) => kind);
}
