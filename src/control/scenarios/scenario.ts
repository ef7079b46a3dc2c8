import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { FaultRule } from '../../pipeline/faults/model/fault.ts';
import type { RequestPattern } from '../../pipeline/faults/model/request-pattern.ts';

/**
 * A situation that a world can be put in: what it holds, what goes wrong, what time it is, and what follows on what.
 */
export interface Scenario {
  /** The name of its file. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly state?: StatePatch;
  readonly faults?: readonly FaultRule[];
  /** What is answered, by rules as the platform's scripts have them. */
  readonly replies?: readonly JsonObject[];
  readonly clock?: { readonly freeze?: string };
  readonly machine?: Machine;
}

/** Changes of the state that a world began with, in this order. */
export interface StatePatch {
  /** Collections that become empty. */
  readonly remove?: readonly string[];
  /** What every record of a collection is changed by. */
  readonly each?: Readonly<Record<string, JsonObject>>;
  /** Records that are changed, or added where their key is new. */
  readonly records?: Readonly<Record<string, readonly JsonObject[]>>;
  /** How many records a collection has: copies of those that are there, with keys of their own. */
  readonly copies?: Readonly<Record<string, number>>;
}

/** A small state machine: each state has faults of its own, and is left when a request fits. */
export interface Machine {
  readonly begin: string;
  readonly states: Readonly<Record<string, MachineState>>;
}

/** A state of it. */
export interface MachineState {
  readonly faults?: readonly FaultRule[];
  readonly transitions?: readonly Transition[];
}

/** What leads on. */
export interface Transition {
  /** An operation; any where it is left out. */
  readonly on?: string;
  readonly when?: RequestPattern & { readonly status?: JsonValue };
  /** The so many-th request that fits; the first, unless said. */
  readonly after?: number;
  /** Records that are changed then. */
  readonly set?: Readonly<Record<string, readonly JsonObject[]>>;
  readonly next: string;
}
