import type { JsonValue } from '../../../kernel/json/json.ts';
import type { RequestPattern } from './request-pattern.ts';

/** What can go wrong on order. */
export const FAULT_KINDS = ['status', 'latency', 'drop', 'truncate', 'malformed', 'slow_body', 'rate_limit'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A time in milliseconds, or what half and 99 of a hundred do not exceed. */
export type Delay = number | { readonly p50: number; readonly p99: number };

/** What is ordered: which requests fail, how, and how often. Names are those of the control plane. */
export interface FaultRule {
  /** Of every operation where neither this nor `path` is given. */
  readonly operation_id?: string;
  /** Operations that it does not strike. */
  readonly except?: readonly string[];
  /** With `path` or alone. */
  readonly method?: string;
  /** A path as the contract has it (`/pets/{id}`), or one of a request. */
  readonly path?: string;
  readonly kind: FaultKind;
  /** Of `status`. */
  readonly status?: number;
  /** Of `status`: sent as it is, whatever the contract says. */
  readonly body?: JsonValue;
  /** Of `status`: on top of those that the status has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of `latency` and `slow_body`; of any other kind it comes first. */
  readonly delay_ms?: Delay;
  /** How many requests it strikes; without it every one. */
  readonly times?: number;
  /** Of each request that fits, from 0 to 1; drawn from the world's seed. */
  readonly probability?: number;
  /** Which requests. */
  readonly when?: RequestPattern;
  /** Of `rate_limit`: requests that pass in a window. Without it none does. */
  readonly limit?: number;
  /** Of `rate_limit`. A minute, unless said. */
  readonly window_ms?: number;
  /** The operation is carried out, and its answer is lost. Of `status`, `drop` and `rate_limit`. */
  readonly takes_effect?: boolean;
  /** It takes the machine's time, even where the world's stands still. */
  readonly real_time?: boolean;
}

/** A fault in force. */
export interface Fault extends FaultRule {
  readonly id: string;
  /** How many requests it has struck. */
  readonly hits: number;
}

/** A fault that struck one request. */
export interface FaultHit {
  readonly id: string;
  readonly kind: FaultKind;
  /** How long it kept the request waiting. */
  readonly delay_ms: number;
}
