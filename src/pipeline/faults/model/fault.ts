import type { JsonValue } from '../../../kernel/json/json.ts';
import type { RequestPattern } from './request-pattern.ts';

/** The kinds of faults that a rule can inject. */
export const FAULT_KINDS = ['status', 'latency', 'drop', 'truncate', 'malformed', 'slow_body', 'rate_limit'] as const;
/** One kind of fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A duration in milliseconds, or the 50th and 99th percentiles of a distribution of durations. */
export type Delay = number | { readonly p50: number; readonly p99: number };

/** A rule: which requests fail, how, and how often. Names are those of the control plane. */
export interface FaultRule {
  /** Matches one operation. A rule with neither this nor `path` matches every operation. */
  readonly operation_id?: string;
  /** Operations that are never hit. */
  readonly except?: readonly string[];
  /** Matches a method, with or without `path`. */
  readonly method?: string;
  /** Matches a path of the contract (`/pets/{id}`) or of a request (`/pets/7`). */
  readonly path?: string;
  readonly kind: FaultKind;
  /** For `status`: 500 by default. */
  readonly status?: number;
  /** For `status`: sent as it is, even if it breaks the contract. */
  readonly body?: JsonValue;
  /** For `status`: sent in addition to the headers of the status. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For `slow_body`: the duration of the body. For any other kind: the delay before the response. */
  readonly delay_ms?: Delay;
  /** The number of requests to hit; unlimited by default. */
  readonly times?: number;
  /** The probability, from 0 to 1, that a matching request is hit. Drawn from the world's seed. */
  readonly probability?: number;
  /** Matches requests by header, query, path or body. */
  readonly when?: RequestPattern;
  /** For `rate_limit`: the number of requests that pass in a window; 0 by default. */
  readonly limit?: number;
  /** For `rate_limit`: one minute by default. */
  readonly window_ms?: number;
  /** For `status`, `drop` and `rate_limit`: executes the operation and discards its response. */
  readonly takes_effect?: boolean;
  /** Waits by the system clock, even while the world's clock is frozen. */
  readonly real_time?: boolean;
}

/** A fault rule in force. */
export interface Fault extends FaultRule {
  readonly id: string;
  /** The number of requests that it has hit. */
  readonly hits: number;
}

/** A hit of a fault on one request. */
export interface FaultHit {
  readonly id: string;
  readonly kind: FaultKind;
  /** How long the request was delayed. */
  readonly delay_ms: number;
}
