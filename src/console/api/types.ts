import type { components, operations } from '../../control/wire/control.generated.ts';

/** A schema of the control plane's document, by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** A recorded request with its response. */
export type Exchange = Schema<'Exchange'>;
/** The headers and the body of a request or a response. */
export type ExchangeMessage = Schema<'ExchangeMessage'>;
/** An active fault. */
export type Fault = Schema<'Fault'>;
/** The rule of a fault. */
export type FaultRule = Schema<'FaultRule'>;
/** The state of a clock. */
export type Clock = Schema<'Clock'>;
/** The state of a clock after a move, and the work that ran. */
export type MovedClock = Schema<'MovedClock'>;
/** What the server says about itself. */
export type Health = Schema<'Health'>;
/** The settings that can change at run time. */
export type Config = Schema<'Config'>;
/** A sandbox in the list. */
export type Sandbox = Schema<'Sandbox'>;
/** A saved state in the list. */
export type Snapshot = Schema<'Snapshot'>;
/** A scenario in the list. */
export type Scenario = Schema<'ScenarioSummary'>;
/** Work that waits for a person. */
export type Approval = Schema<'Approval'>;
/** The report of what requests have exercised. */
export type Coverage = Schema<'Coverage'>;
/** A rule for what models answer. */
export type ReplyRule = Schema<'ReplyRule'>;
/** What a model answers to a tried text. */
export type TriedReply = Schema<'TriedReply'>;
/** What a request did that was sent again, beside what it did at first. */
export type Replay = operations['replayRequest']['responses'][200]['content']['application/json'];
/** One error of a rejected call. */
export type ProblemItem = Schema<'ProblemItem'>;

/** Any JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** What the control plane shows in place of a secret. Sent back, it keeps the value. */
export const REDACTED = '[redacted]';

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a property that an object has itself: `constructor` is none of `{}`. */
export function findOwn<Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
