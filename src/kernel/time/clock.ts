import { setTimeout as sleep } from 'node:timers/promises';

/** The time of one world. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Whether time passes by itself. Where it does not, nothing is waited for. */
  readonly flows: boolean;
  /**
   * Resolves when that many milliseconds have passed; at once where time does not flow. Rejects with the signal's
   * reason.
   */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own time: what runs without a seed. */
export function createSystemClock(): Clock {
  return { now: () => Date.now(), flows: true, wait: waitForMachine };
}

/**
 * A clock that moves one second with each change of the state: `start` is in milliseconds, `changes` counts them.
 * It holds no state of its own, so it goes on where it stood after a restart or a restore.
 */
export function createLogicalClock(start: number, changes: () => number): Clock {
  return { now: () => start + changes() * 1000, flows: false, wait: waitForNothing };
}

/** Where time stands still there is nothing to wait for. */
export async function waitForNothing(_milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
}

async function waitForMachine(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal });
}

/**
 * Milliseconds as ISO 8601 in UTC without fractions: `2024-01-15T10:30:00Z`. What lies outside the years 0 to 9999 is
 * the first or last second of them: a timestamp has four digits for the year.
 */
export function toTimestamp(milliseconds: number): string {
  return `${new Date(withinTimestamps(milliseconds)).toISOString().slice(0, 19)}Z`;
}

/** The same in milliseconds: `2024-01-15T10:30:00.000Z`. */
export function toPreciseTimestamp(milliseconds: number): string {
  return new Date(withinTimestamps(milliseconds)).toISOString();
}

/** An ISO 8601 date or date-time as milliseconds, or undefined where the text is none. */
export function parseTimestamp(text: string): number | undefined {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Milliseconds as a Date. */
export function toDate(milliseconds: number): Date {
  return new Date(milliseconds);
}

/**
 * Whether a clock may be set to a time, in milliseconds. A century of what a timestamp can hold is left for what is due
 * later, and for the time that passes.
 */
export function isSettableTime(milliseconds: number): boolean {
  return milliseconds >= 0 && milliseconds <= LAST_SETTABLE;
}

/** The nearest time that a timestamp can hold. */
export function withinTimestamps(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, FIRST_TIMESTAMP), LAST_TIMESTAMP);
}

/** 9899-12-31T23:59:59Z. */
const LAST_SETTABLE = 250_246_627_199_000;
/** 0000-01-01T00:00:00Z. */
const FIRST_TIMESTAMP = -62_167_219_200_000;
/** 9999-12-31T23:59:59.999Z. */
const LAST_TIMESTAMP = 253_402_300_799_999;
