import type { WireJson } from '../../../kernel/json/wire-json.ts';
import type { components } from './fault-rule.generated.ts';

/** A rule: which requests fail, how, and how often. Generated from `control/schemas/FaultRule.yaml`. */
export type FaultRule = WireJson<components['schemas']['FaultRule']>;

/** One kind of fault. */
export type FaultKind = FaultRule['kind'];

/** A duration in milliseconds, or the 50th and 99th percentiles of a distribution of durations. */
export type Delay = WireJson<components['schemas']['Delay']>;

/** A fault rule in force. */
export type Fault = FaultRule & {
  readonly id: string;
  /** The number of requests that it has hit. */
  readonly hits: number;
};

/** A fault rule of a request's world, and why it did or did not hit the request. */
export interface ConsideredFault {
  readonly id: string;
  readonly kind: FaultKind;
  /** `passed`: it matched and let the request pass, as a rate limit does. */
  readonly verdict: 'hit' | 'passed' | 'missed';
  /** A sentence. */
  readonly reason: string;
  /** Its hits, this request included. */
  readonly hits: number;
  /** How often it may hit; undefined for a rule without that limit. */
  readonly times: number | undefined;
}

/** A hit of a fault on one request. */
export interface FaultHit {
  readonly id: string;
  readonly kind: FaultKind;
  /** How long the request was delayed. */
  readonly delay_ms: number;
}
