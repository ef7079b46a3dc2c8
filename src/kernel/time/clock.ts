import { setTimeout as sleep } from 'node:timers/promises';

/** The time of one world. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Whether time passes by itself. When it does not, waits end immediately. */
  readonly flows: boolean;
  /**
   * Resolves after that many milliseconds, or immediately when time does not flow. Rejects with the signal's reason
   * when it is aborted.
   */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Creates a clock that follows the machine's time. Worlds without a seed use it. */
export function createSystemClock(): Clock {
  return { now: () => Date.now(), flows: true, wait: waitForMachine };
}

/**
 * Creates a clock that moves one second with each change of the state. `start` is in milliseconds; `changes` returns
 * the number of changes. The clock has no state of its own, so a restart or a restore does not disturb it.
 */
export function createLogicalClock(start: number, changes: () => number): Clock {
  return { now: () => start + changes() * LOGICAL_STEP, flows: false, wait: waitForNothing };
}

/** The `wait` of a clock whose time does not flow: resolves immediately. */
export async function waitForNothing(_milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
}

async function waitForMachine(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal });
}

/**
 * Formats milliseconds as ISO 8601 in UTC without fractions: `2024-01-15T10:30:00Z`. Times outside the years 0 to 9999
 * are clamped, since a timestamp has four digits for the year.
 */
export function toTimestamp(milliseconds: number): string {
  return `${new Date(withinTimestamps(milliseconds)).toISOString().slice(0, 19)}Z`;
}

/** Like `toTimestamp`, with milliseconds: `2024-01-15T10:30:00.000Z`. */
export function toPreciseTimestamp(milliseconds: number): string {
  return new Date(withinTimestamps(milliseconds)).toISOString();
}

/** Parses an ISO 8601 date or date-time to milliseconds. Returns undefined when the text is not a valid one. */
export function parseTimestamp(text: string): number | undefined {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Converts milliseconds to a Date. */
export function toDate(milliseconds: number): Date {
  return new Date(milliseconds);
}

/**
 * Returns whether a clock may be set to a time, in milliseconds. The last century that a timestamp can hold is reserved
 * for later work and for the time that passes.
 */
export function isSettableTime(milliseconds: number): boolean {
  return milliseconds >= 0 && milliseconds <= LAST_SETTABLE;
}

/** Clamps a time to the range that a timestamp can hold. */
export function withinTimestamps(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, FIRST_TIMESTAMP), LAST_TIMESTAMP);
}

/** The logical time that one change of the state takes, in milliseconds. */
export const LOGICAL_STEP = 1000;
/** 9899-12-31T23:59:59Z. */
const LAST_SETTABLE = 250_246_627_199_000;
/** 0000-01-01T00:00:00Z. */
const FIRST_TIMESTAMP = -62_167_219_200_000;
/** 9999-12-31T23:59:59.999Z. */
const LAST_TIMESTAMP = 253_402_300_799_999;
