import { setTimeout as sleep } from 'node:timers/promises';

/** The time of one world. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Whether time passes by itself. Where it does not, nothing is waited for. */
  readonly flows: boolean;
  /** Resolves when that many milliseconds have passed; at once where time does not flow. Rejects with the signal's reason. */
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

/** Milliseconds as ISO 8601 in UTC without fractions: `2024-01-15T10:30:00Z`. */
export function toTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Milliseconds as ISO 8601 in UTC with them: `2024-01-15T10:30:00.000Z`. */
export function toPreciseTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
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
