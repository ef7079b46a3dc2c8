import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { findDifferences } from '../../kernel/json-path/compare-json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import {
  findMismatches,
  type PatternSubject,
  type RequestPattern,
} from '../../pipeline/faults/model/request-pattern.ts';
import type { FaultBook, FaultSet } from '../../pipeline/faults/model/fault-set.ts';
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
  activate(world: World, scenario: Scenario): void;
  /** Passes an exchange to the machine of its world. Resolves when a resulting transition is complete. */
  observe(observation: Observation): Promise<void> | undefined;
}

/** A scenario that is active in a world. */
export interface ActiveScenario {
  readonly scenario: Scenario;
  /** The state of its machine. */
  readonly state: string | undefined;
}

/** Changes records of a world. Rejects when a record does not fit the contract. */
export type SetRecords = (world: World, records: NonNullable<Transition['set']>) => Promise<void>;

/** Creates a book without an active scenario. */
export function createScenarioBook(
  list: ScenarioBook['list'],
  faults: FaultBook<World>,
  setRecords: SetRecords,
): ScenarioBook {
  const activations = new WeakMap<World, Activation>();
  const find = (world: World): Activation | undefined => {
    const activation = activations.get(world);
    return activation !== undefined && activation.generation === faults.of(world).generation() ? activation : undefined;
  };
  return {
    list,
    find,
    activate: (world, scenario) => {
      const set = faults.of(world);
      set.clear();
      for (const rule of scenario.faults ?? []) set.add(rule);
      const activation: Activation = {
        scenario,
        generation: set.generation(),
        state: undefined,
        counts: [],
        faultIds: [],
      };
      activations.set(world, activation);
      if (scenario.machine !== undefined) enter(activation, scenario.machine, { state: scenario.machine.begin, set });
    },
    observe: (observation) => {
      const { world } = observation;
      const activation = world === undefined ? undefined : find(world);
      if (world === undefined || activation?.scenario.machine === undefined || activation.state === undefined)
        return undefined;
      const transition = findTransition(activation, activation.scenario.machine, observation);
      if (transition === undefined) return undefined;
      enter(activation, activation.scenario.machine, { state: transition.next, set: faults.of(world) });
      return transition.set === undefined ? undefined : setRecords(world, transition.set);
    },
  };
}

interface Activation extends ActiveScenario {
  readonly generation: number;
  state: string | undefined;
  /** The number of matching requests for each transition of the state. */
  counts: number[];
  /** Ids of the faults of the current state. */
  faultIds: readonly string[];
}

function enter(
  activation: Activation,
  { states }: Machine,
  { state, set }: { readonly state: string; readonly set: FaultSet },
): void {
  for (const id of activation.faultIds) set.remove(id);
  activation.state = state;
  activation.counts = [];
  activation.faultIds = (states[state]?.faults ?? []).map((rule) => set.add(rule).id);
}

/** Counts the request for each transition that it matches. Returns the first whose count is reached. */
function findTransition(activation: Activation, { states }: Machine, observation: Observation): Transition | undefined {
  const transitions = states[activation.state ?? '']?.transitions ?? [];
  for (const [index, transition] of transitions.entries()) {
    if (!matchesTransition(transition, observation)) continue;
    activation.counts[index] = (activation.counts[index] ?? 0) + 1;
    if (activation.counts[index] >= (transition.after ?? 1)) return transition;
  }
  return undefined;
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
  const isActive = active?.scenario.name === name;
  return {
    name,
    title,
    description,
    active: isActive,
    state: isActive && machine !== undefined ? (active.state ?? null) : null,
  };
}
