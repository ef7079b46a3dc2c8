import { waitForNothing, withinTimestamps, type Clock } from '../../kernel/time/clock.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { ControlledClock } from '../../kernel/time/controlled-clock.ts';
import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';

/**
 * How a world's time was moved by order, as a record: part of the state, so it survives a restart and comes back with a
 * snapshot. Hidden: no contract declares it.
 */
export const CLOCK_CONTROL: CollectionSpec = { name: 'simulated_clock', key: 'id', indexes: [] };

/** How a world's time was moved, in milliseconds. */
export interface ClockSetting {
  /** Added to the time that passes by itself. */
  readonly offset: number;
  /** The time that stands still; undefined where time passes. */
  readonly frozenAt: number | undefined;
}

/** A clock that the state of its world can move and stop. `base` is how time passes by itself. */
export function createControlledClock(base: Clock, reader: Pick<StoreReader, 'get'>): ControlledClock {
  const flows = (): boolean => base.flows && readClockSetting(reader).frozenAt === undefined;
  return {
    now: () => toNow(readClockSetting(reader), base),
    unmoved: () => base.now(),
    get flows() {
      return flows();
    },
    wait: (milliseconds, signal) => (flows() ? base.wait(milliseconds, signal) : waitForNothing(milliseconds, signal)),
  };
}

/** How a world's time stands. */
export function readClockSetting(reader: Pick<StoreReader, 'get'>): ClockSetting {
  const record = reader.get(CLOCK_CONTROL.name, RECORD_KEY);
  if (record === undefined) return UNMOVED;
  const frozenAt = record['frozen_at'];
  return { offset: numberOf(record['offset']) ?? 0, frozenAt: numberOf(frozenAt) };
}

/** Stops a world's time, at a time given in milliseconds. */
export function freezeClock(transaction: Transaction, at: number): void {
  write(transaction, { ...readClockSetting(transaction), frozenAt: at });
}

/** Moves a world's time forward, whether it stands still or not. */
export function advanceClock(transaction: Transaction, milliseconds: number): void {
  const { offset, frozenAt } = readClockSetting(transaction);
  write(
    transaction,
    frozenAt === undefined
      ? { offset: offset + milliseconds, frozenAt }
      : { offset, frozenAt: frozenAt + milliseconds },
  );
}

/** Lets a world's time go on from where it stands. */
export function resumeClock(transaction: Transaction, clock: ControlledClock): void {
  write(transaction, { offset: clock.now() - clock.unmoved(), frozenAt: undefined });
}

/** Whatever the state says, it is a time that can be written down. */
function toNow({ offset, frozenAt }: ClockSetting, base: Clock): number {
  return withinTimestamps(frozenAt ?? base.now() + offset);
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function write(transaction: Transaction, { offset, frozenAt }: ClockSetting): void {
  const record: StoredRecord = { id: RECORD_KEY, offset, frozen_at: frozenAt ?? null };
  if (transaction.get(CLOCK_CONTROL.name, RECORD_KEY) === undefined) transaction.insert(CLOCK_CONTROL.name, record);
  else transaction.replace(CLOCK_CONTROL.name, record);
}

/** There is one clock. */
const RECORD_KEY = 'clock';
const UNMOVED: ClockSetting = { offset: 0, frozenAt: undefined };
