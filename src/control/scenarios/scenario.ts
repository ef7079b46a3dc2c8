import type { JsonObject } from '../../kernel/json/json.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** A named situation for a world, or a story of several. */
export type Scenario = Omit<WireSchema<'Scenario'>, 'replies' | 'steps'> &
  WithReplies & {
    /** The name of its file, without the extension. */
    readonly name: string;
    readonly steps?: readonly ScenarioStep[];
  };

/** A step of a scenario: a situation on top of the steps before it. */
export type ScenarioStep = Omit<WireSchema<'ScenarioStep'>, 'replies'> & WithReplies;

/** What a scenario and each of its steps may hold: records, faults, replies, time, a state machine and requests. */
export type Situation = Omit<ScenarioStep, 'title' | 'description'>;

/** Changes to the state of a world, applied in this order: `remove`, `each`, `records`, `copies`. */
export type StatePatch = WireSchema<'StatePatch'>;

/** A state machine: each state has its own faults, and matching requests trigger transitions. */
export type Machine = WireSchema<'ScenarioMachine'>;

/** A transition to another state. */
export type Transition = NonNullable<Machine['states'][string]['transitions']>[number];

/** Returns the steps of a scenario, which may have none. */
export function stepsOf({ steps = [] }: Pick<Scenario, 'steps'>): readonly ScenarioStep[] {
  return steps;
}

/** Returns a position in a scenario with a step that the scenario has: its file may have changed. */
export function toKnownStep<Position extends { readonly step: number | undefined }>(
  { steps = [] }: Pick<Scenario, 'steps'>,
  position: Position,
): Position {
  const step = steps.length === 0 ? undefined : Math.min(position.step ?? 1, steps.length);
  return { ...position, step };
}

type WithReplies = {
  /** Reply rules, in the form of the platform's scripts. */
  readonly replies?: readonly JsonObject[];
};
