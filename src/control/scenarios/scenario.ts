import type { JsonObject } from '../../kernel/json/json.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** A named situation for a world: its records, faults, replies and time, and a state machine. */
export type Scenario = Omit<WireSchema<'Scenario'>, 'replies'> & {
  /** The name of its file, without the extension. */
  readonly name: string;
  /** Reply rules, in the form of the platform's scripts. */
  readonly replies?: readonly JsonObject[];
};

/** Changes to the initial state of a world, applied in this order: `remove`, `each`, `records`, `copies`. */
export type StatePatch = WireSchema<'StatePatch'>;

/** A state machine: each state has its own faults, and matching requests trigger transitions. */
export type Machine = WireSchema<'ScenarioMachine'>;

/** A transition to another state. */
export type Transition = NonNullable<Machine['states'][string]['transitions']>[number];
