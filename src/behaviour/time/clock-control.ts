import { LOGICAL_STEP, waitForNothing, withinTimestamps, type Clock } from '../../kernel/time/clock.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { ControlledClock } from '../../kernel/time/controlled-clock.ts';
import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';

/**
 * The collection that stores how a world's clock was moved. As part of the state it survives a restart and is restored
 * with a snapshot. It is hidden: no contract declares it.
 */
export const CLOCK_CONTROL: CollectionSpec = { name: 'simulated_clock', key: 'id', indexes: [] };

/** How a world's clock was moved, in milliseconds. */
export interface ClockSetting {
  /** Added to the base clock. */
  readonly offset: number;
  /** The time at which the clock is frozen. Undefined if it runs. */
  readonly frozenAt: number | undefined;
}

/** Creates a clock that the state of its world can move and freeze. `base` is the clock that it moves. */
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

/** Reads how a world's clock was moved. */
export function readClockSetting(reader: Pick<StoreReader, 'get'>): ClockSetting {
  const record = reader.get(CLOCK_CONTROL.name, RECORD_KEY);
  if (record === undefined) return UNMOVED;
  const frozenAt = record['frozen_at'];
  return { offset: numberOf(record['offset']) ?? 0, frozenAt: numberOf(frozenAt) };
}

/** Freezes a world's clock at a time in milliseconds. */
export function freezeClock(transaction: Transaction, at: number): void {
  write(transaction, { ...readClockSetting(transaction), frozenAt: at });
}

/** Moves a world's clock forward, whether it is frozen or not. */
export function advanceClock(transaction: Transaction, milliseconds: number): void {
  const { offset, frozenAt } = readClockSetting(transaction);
  write(
    transaction,
    frozenAt === undefined
      ? { offset: offset + milliseconds, frozenAt }
      : { offset, frozenAt: frozenAt + milliseconds },
  );
}

/** Resumes a world's clock from its current time. */
export function resumeClock(transaction: Transaction, clock: ControlledClock): void {
  write(transaction, { offset: clock.now() - clock.unmoved(), frozenAt: undefined });
}

/**
 * Makes a transaction of the simulator itself take no time: logical time moves with each transaction, and the times
 * that requests see must not depend on when others commit. The transaction must run alone.
 */
export function holdTime(transaction: Transaction, { flows }: Pick<Clock, 'flows'>): void {
  const { offset, frozenAt } = readClockSetting(transaction);
  if (!flows && frozenAt === undefined) write(transaction, { offset: offset - LOGICAL_STEP, frozenAt });
}

/** Returns the current time, limited to what a timestamp can express. */
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

/** The key of the only record. */
const RECORD_KEY = 'clock';
const UNMOVED: ClockSetting = { offset: 0, frozenAt: undefined };
