import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { findDifferences } from '../../kernel/json-path/compare-json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import {
  findMismatches,
  type PatternSubject,
  type RequestPattern,
} from '../../pipeline/faults/model/request-pattern.ts';
import { addFault, clearFaults, FAULT_RULES, removeFault } from '../../pipeline/faults/model/fault-set.ts';
import type { ControlDraft, ControlState, StatePiece } from '../../store/port/control-state.ts';
import type { World } from '../../store/port/world.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import type { Machine, Scenario, Transition } from './scenario.ts';

/** The active scenario of each world, and the state of its machine. */
export interface ScenarioBook {
  /** Returns every scenario. Reads the files at the first call. */
  list(): Promise<readonly Scenario[]>;
  /** Returns the active scenario, or undefined when none was activated or its faults were cleared since. */
  find(world: World): ActiveScenario | undefined;
  /** Adds the faults of a scenario and starts its machine. */
  activate(world: World, scenario: Scenario): Promise<void>;
  /** Passes an exchange to the machine of its world. Resolves when a resulting transition is complete. */
  observe(observation: Observation): Promise<void> | undefined;
}

/** A scenario that is active in a world. */
export interface ActiveScenario {
  readonly name: string;
  /** The state of its machine. */
  readonly state: string | undefined;
}

/** Changes records of a world. Rejects when a record does not fit the contract. */
export type SetRecords = (world: World, records: NonNullable<Transition['set']>) => Promise<void>;

/** The active scenario of a world. */
export type Activation = {
  readonly name: string;
  readonly machine: Machine | null;
  /** The generation of the world's fault rules that it belongs to. */
  readonly generation: number;
};

/** How far the machine of the active scenario is. */
export type Play = {
  readonly state: string | null;
  /** The number of matching requests for each transition of the state. */
  readonly counts: readonly number[];
  /** Ids of the faults of the current state. */
  readonly faultIds: readonly string[];
};

/** The piece of the control state that holds the active scenario of a world. */
export const ACTIVATION: StatePiece<Activation | null> = { name: 'scenario', initial: null };

/** The piece that holds the state of its machine, apart from it: it changes with each matching request. */
export const PLAY: StatePiece<Play> = { name: 'scenario_play', initial: { state: null, counts: [], faultIds: [] } };

/** The parts of a scenario book. */
export interface ScenarioBookDeps {
  readonly list: ScenarioBook['list'];
  readonly state: ControlState;
  readonly setRecords: SetRecords;
}

/** Creates a book over a control state. */
export function createScenarioBook({ list, state, setRecords }: ScenarioBookDeps): ScenarioBook {
  return {
    list,
    find: (world) => {
      const activation = state.read(world, ACTIVATION);
      if (activation === null || activation.generation !== state.read(world, FAULT_RULES).generation) return undefined;
      return { name: activation.name, state: state.read(world, PLAY).state ?? undefined };
    },
    activate: (world, scenario) => state.change(world, (draft) => activate(draft, scenario)),
    observe: (observation) => {
      const { world } = observation;
      if (world === undefined || state.read(world, ACTIVATION)?.machine === undefined) return undefined;
      const read: ControlDraft['read'] = (piece) => state.read(world, piece);
      if (!findTransitions({ read }).some((transition) => matchesTransition(transition, observation))) return undefined;
      return move(world, observation);
    },
  };

  async function move(world: World, observation: Observation): Promise<void> {
    const transition = await state.change(world, (draft) => count(draft, observation));
    if (transition?.set !== undefined) await setRecords(world, transition.set);
  }
}

function activate(draft: ControlDraft, { name, faults = [], machine: declared }: Scenario): void {
  const machine = declared ?? null;
  clearFaults(draft);
  for (const rule of faults) addFault(draft, rule);
  draft.write(ACTIVATION, { name, machine, generation: draft.read(FAULT_RULES).generation });
  draft.write(PLAY, PLAY.initial);
  if (machine !== null) enter(draft, machine, machine.begin);
}

function enter(draft: ControlDraft, { states }: Machine, state: string): void {
  for (const id of draft.read(PLAY).faultIds) removeFault(draft, id);
  const faultIds = (states[state]?.faults ?? []).map((rule) => addFault(draft, rule).id);
  draft.write(PLAY, { state, counts: [], faultIds });
}

/** Returns the transitions from the current state of the active scenario's machine. */
function findTransitions({ read }: Pick<ControlDraft, 'read'>): readonly Transition[] {
  const activation = read(ACTIVATION);
  if (activation === null || activation.generation !== read(FAULT_RULES).generation) return [];
  return activation.machine?.states[read(PLAY).state ?? '']?.transitions ?? [];
}

/**
 * Counts the request for each transition that it matches, and makes the first whose count is reached. Returns that
 * transition.
 */
function count(draft: ControlDraft, observation: Observation): Transition | undefined {
  const { counts, ...play } = draft.read(PLAY);
  const counted = [...counts];
  const reached = findTransitions(draft).find((transition, index) => {
    if (!matchesTransition(transition, observation)) return false;
    counted[index] = (counted[index] ?? 0) + 1;
    return counted[index] >= (transition.after ?? 1);
  });
  const machine = draft.read(ACTIVATION)?.machine ?? null;
  if (reached === undefined || machine === null)
    draft.write(PLAY, { ...play, counts: Array.from(counted, (times) => times ?? 0) });
  else enter(draft, machine, reached.next);
  return reached;
}

function matchesTransition(
  { on, when = {} }: Transition,
  { operation, request, response, validated }: Observation,
): boolean {
  if (operation === undefined || (on !== undefined && on !== operation.id)) return false;
  const { status, ...pattern } = when;
  if (status !== undefined && findDifferences(status, response.status, '').length > 0) return false;
  const subject = {
    headers: request.headers,
    query: parseQuery(request.query),
    path: validated?.pathParameters ?? {},
    body: validated?.body,
  };
  return isMatch(pattern, subject);
}

/** The response is already made: a body that is too large to be searched does not match. */
function isMatch(pattern: RequestPattern, subject: PatternSubject): boolean {
  try {
    return findMismatches(pattern, subject).length === 0;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Converts a scenario to the JSON that the control plane returns. */
export function toScenarioBody(
  { name, title, description, machine }: Scenario,
  active: ActiveScenario | undefined,
): WireSchema<'ScenarioSummary'> {
  const isActive = active?.name === name;
  return {
    name,
    title,
    description,
    active: isActive,
    state: isActive && machine !== undefined ? (active.state ?? null) : null,
  };
}
