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
import { createInTurn, type InTurn } from './in-turn.ts';
import { stepsOf, type Machine, type Scenario, type Transition } from './scenario.ts';

/** The active scenario of each world, its step, and the state of its machine. */
export interface ScenarioBook {
  /** Returns every scenario. Reads the files at the first call. */
  list(): Promise<readonly Scenario[]>;
  /**
   * Does work that changes the scenario or the step of a world after all such work that was asked for before, also when
   * that fails. Other replicas take no part in the turns.
   */
  readonly inTurn: InTurn;
  /** Returns the active scenario, or undefined when none was activated or its faults were cleared since. */
  find(world: World): ActiveScenario | undefined;
  /** Replaces the faults of a world by those of a scenario and its step, and starts the machine. */
  activate(world: World, scenario: Scenario, at: ScenarioPosition): Promise<void>;
  /**
   * Does the same for another step of the active scenario. Resolves with false, and changes nothing, when the scenario
   * is not at the step `from` any more.
   */
  move(world: World, scenario: Scenario, steps: { readonly from: number; readonly to: number }): Promise<boolean>;
  /** Passes an exchange to the machine of its world. Resolves when a resulting transition is complete. */
  observe(observation: Observation): Promise<void> | undefined;
}

/** Where a world is in a scenario. */
export interface ScenarioPosition {
  /** The number of the step, from 1. Undefined for a scenario without steps. */
  readonly step: number | undefined;
  /** Whether it was activated on top of what the world held. */
  readonly keepsData: boolean;
}

/** A scenario that is active in a world. */
export interface ActiveScenario extends ScenarioPosition {
  readonly name: string;
  /** The state of its machine. */
  readonly state: string | undefined;
}

/** Changes records of a world. Rejects when a record does not fit the contract. */
export type SetRecords = (world: World, records: NonNullable<Transition['set']>) => Promise<void>;

/** The active scenario of a world. */
export type Activation = {
  readonly name: string;
  readonly step: number | null;
  readonly keepsData: boolean;
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
    inTurn: createInTurn(),
    find: (world) => {
      const activation = findActivation({ read: (piece) => state.read(world, piece) });
      if (activation === undefined) return undefined;
      const { name, step, keepsData } = activation;
      return { name, step: step ?? undefined, keepsData, state: state.read(world, PLAY).state ?? undefined };
    },
    activate: (world, scenario, at) => state.change(world, (draft) => activate(draft, scenario, at)),
    move: (world, scenario, { from, to }) =>
      state.change(world, (draft) => {
        const activation = findActivation(draft);
        if (activation?.name !== scenario.name || activation.step !== from) return false;
        activate(draft, scenario, { ...activation, step: to });
        return true;
      }),
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

function activate(draft: ControlDraft, scenario: Scenario, { step, keepsData }: ScenarioPosition): void {
  const { name, faults = [] } = scenario;
  const current = step === undefined ? undefined : stepsOf(scenario)[step - 1];
  const machine = current?.machine ?? scenario.machine ?? null;
  clearFaults(draft);
  // The first rule that hits decides: a step comes before what applies in all of them.
  for (const rule of [...(current?.faults ?? []), ...faults]) addFault(draft, rule);
  const { generation } = draft.read(FAULT_RULES);
  draft.write(ACTIVATION, { name, step: step ?? null, keepsData, machine, generation });
  draft.write(PLAY, PLAY.initial);
  if (machine !== null) enter(draft, machine, machine.begin);
}

function enter(draft: ControlDraft, { states }: Machine, state: string): void {
  for (const id of draft.read(PLAY).faultIds) removeFault(draft, id);
  const faultIds = (states[state]?.faults ?? []).map((rule) => addFault(draft, rule).id);
  draft.write(PLAY, { state, counts: [], faultIds });
}

/** Returns the activation of a world, unless its faults were cleared since. */
function findActivation({ read }: Pick<ControlDraft, 'read'>): Activation | undefined {
  const activation = read(ACTIVATION);
  return activation?.generation === read(FAULT_RULES).generation ? activation : undefined;
}

/** Returns the transitions from the current state of the active scenario's machine. */
function findTransitions(reader: Pick<ControlDraft, 'read'>): readonly Transition[] {
  return findActivation(reader)?.machine?.states[reader.read(PLAY).state ?? '']?.transitions ?? [];
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
