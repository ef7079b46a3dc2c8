import type { JsonValue } from '../../kernel/json/json.ts';

/** Owns values of the control state: a world, or the simulator as a whole. */
export interface StateOwner {
  readonly name: string;
}

/** The owner of values that all worlds share. No world has this name. */
export const ALL_WORLDS: StateOwner = { name: '*' };

/** A piece of the control state: one value for each owner. */
export interface StatePiece<Value extends JsonValue = JsonValue> {
  readonly name: string;
  /** The value of an owner that has none yet. */
  readonly initial: Value;
}

/** The values of one owner, within a change. Reads see what was written. */
export interface ControlDraft {
  read<Value extends JsonValue>(piece: StatePiece<Value>): Value;
  write<Value extends JsonValue>(piece: StatePiece<Value>, value: Value): void;
  /** Removes all values of the owner. */
  clear(): void;
}

/**
 * What the control plane has changed and requests obey: fault rules, scenarios, settings. It lives in this process, or
 * in a log that several replicas obey. Values are immutable.
 */
export interface ControlState {
  /** Returns the current value. Costs a lookup or two, so that each request can do it. */
  read<Value extends JsonValue>(owner: StateOwner, piece: StatePiece<Value>): Value;
  /**
   * Runs `work`, stores all that it wrote or nothing, and resolves with its result. `work` may run again on newer
   * values, so it must only read and write the draft. Without a log it runs before the call returns.
   */
  change<Result>(owner: StateOwner, work: (draft: ControlDraft) => Result): Promise<Result>;
  /** Like `change`, without waiting for the log. A change that cannot be stored is lost, and logged. */
  changeLater(owner: StateOwner, work: (draft: ControlDraft) => void): void;
  /** Resolves when every change of this process, those of `changeLater` included, can be read. */
  settled(): Promise<void>;
  /** A different value after each change of any piece. */
  readonly revision: unknown;
  close(): Promise<void>;
}
