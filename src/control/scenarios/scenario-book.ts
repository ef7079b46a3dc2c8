import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { findDifferences } from '../../kernel/json-path/compare-json.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import {
  findMismatches,
  type PatternSubject,
  type RequestPattern,
} from '../../pipeline/faults/model/request-pattern.ts';
import type { FaultBook, FaultSet } from '../../pipeline/faults/model/fault-set.ts';
import type { World } from '../../store/port/world.ts';
import type { Machine, Scenario, Transition } from './scenario.ts';

/** Which scenario each world is in, and how far its machine has come. */
export interface ScenarioBook {
  /** Every scenario there is; read when they are first asked for. */
  list(): Promise<readonly Scenario[]>;
  /** Undefined where none was activated, or all was called off since. */
  find(world: World): ActiveScenario | undefined;
  /** Puts the faults of a scenario in force, and its machine at its beginning. */
  activate(world: World, scenario: Scenario): void;
  /** Lets the machine of a world see an exchange. Resolves when what follows has been done. */
  observe(observation: Observation): Promise<void> | undefined;
}

/** A scenario that is played in a world. */
export interface ActiveScenario {
  readonly scenario: Scenario;
  /** Of its machine. */
  readonly state: string | undefined;
}

/** Changes records of a world; what does not fit is refused. */
export type SetRecords = (world: World, records: NonNullable<Transition['set']>) => Promise<void>;

/** A book in which nothing is played. */
export function createScenarioBook(
  list: ScenarioBook['list'],
  faults: FaultBook<World>,
  setRecords: SetRecords,
): ScenarioBook {
  const plays = new WeakMap<World, Play>();
  const find = (world: World): Play | undefined => {
    const play = plays.get(world);
    return play !== undefined && play.generation === faults.of(world).generation() ? play : undefined;
  };
  return {
    list,
    find,
    activate: (world, scenario) => {
      const set = faults.of(world);
      set.clear();
      for (const order of scenario.faults ?? []) set.add(order);
      const play: Play = { scenario, generation: set.generation(), state: undefined, counts: [], faultIds: [] };
      plays.set(world, play);
      if (scenario.machine !== undefined) enter(play, scenario.machine, { state: scenario.machine.begin, set });
    },
    observe: (observation) => {
      const { world } = observation;
      const play = world === undefined ? undefined : find(world);
      if (world === undefined || play?.scenario.machine === undefined || play.state === undefined) return undefined;
      const transition = findTransition(play, play.scenario.machine, observation);
      if (transition === undefined) return undefined;
      enter(play, play.scenario.machine, { state: transition.next, set: faults.of(world) });
      return transition.set === undefined ? undefined : setRecords(world, transition.set);
    },
  };
}

interface Play extends ActiveScenario {
  readonly generation: number;
  state: string | undefined;
  /** How many requests have fitted each transition of the state. */
  counts: number[];
  /** The faults of the state. */
  faultIds: readonly string[];
}

function enter(
  play: Play,
  { states }: Machine,
  { state, set }: { readonly state: string; readonly set: FaultSet },
): void {
  for (const id of play.faultIds) set.remove(id);
  play.state = state;
  play.counts = [];
  play.faultIds = (states[state]?.faults ?? []).map((order) => set.add(order).id);
}

/** Each transition counts the requests that fit it; the first that is full is taken. */
function findTransition(play: Play, { states }: Machine, observation: Observation): Transition | undefined {
  const transitions = states[play.state ?? '']?.transitions ?? [];
  for (const [index, transition] of transitions.entries()) {
    if (!fits(transition, observation)) continue;
    play.counts[index] = (play.counts[index] ?? 0) + 1;
    if (play.counts[index] >= (transition.after ?? 1)) return transition;
  }
  return undefined;
}

function fits({ on, when = {} }: Transition, { operation, request, response, validated }: Observation): boolean {
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

/** What is shown of a scenario. */
export function toScenarioBody(
  { name, title, description, machine }: Scenario,
  active: ActiveScenario | undefined,
): JsonObject {
  const isActive = active?.scenario.name === name;
  return {
    name,
    title,
    description,
    active: isActive,
    state: isActive && machine !== undefined ? (active.state ?? null) : null,
  };
}
