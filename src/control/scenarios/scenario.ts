import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { FaultRule } from '../../pipeline/faults/model/fault.ts';
import type { RequestPattern } from '../../pipeline/faults/model/request-pattern.ts';

/** A named situation for a world: its records, faults, replies and time, and a state machine. */
export interface Scenario {
  /** The name of its file, without the extension. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly state?: StatePatch;
  readonly faults?: readonly FaultRule[];
  /** Reply rules, in the form of the platform's scripts. */
  readonly replies?: readonly JsonObject[];
  readonly clock?: { readonly freeze?: string };
  readonly machine?: Machine;
}

/** Changes to the initial state of a world, applied in this order. */
export interface StatePatch {
  /** Collections to empty. */
  readonly remove?: readonly string[];
  /** Properties to set in every record of a collection. */
  readonly each?: Readonly<Record<string, JsonObject>>;
  /** Records to change, or to add when their key is new. */
  readonly records?: Readonly<Record<string, readonly JsonObject[]>>;
  /** The size that a collection grows to, by copies of its records with new keys. */
  readonly copies?: Readonly<Record<string, number>>;
}

/** A state machine: each state has its own faults, and matching requests trigger transitions. */
export interface Machine {
  readonly begin: string;
  readonly states: Readonly<Record<string, MachineState>>;
}

/** A state of a machine. */
export interface MachineState {
  readonly faults?: readonly FaultRule[];
  readonly transitions?: readonly Transition[];
}

/** A transition to another state. */
export interface Transition {
  /** An operationId; any operation by default. */
  readonly on?: string;
  readonly when?: RequestPattern & { readonly status?: JsonValue };
  /** The number of matching requests that triggers the transition; 1 by default. */
  readonly after?: number;
  /** Records that the transition changes. */
  readonly set?: Readonly<Record<string, readonly JsonObject[]>>;
  readonly next: string;
}
