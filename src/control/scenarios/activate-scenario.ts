import type { World } from '../../store/port/world.ts';
import { findInitialState, resetWorld, type ResetDeps } from '../world/reset-world.ts';
import { returnTo } from '../world/save-snapshots.ts';
import { checkSituations, enterSituation, type SituationDeps } from './enter-situation.ts';
import { stepsOf, type Scenario } from './scenario.ts';
import type { ScenarioBook } from './scenario-book.ts';
import { findStep, forgetSteps, saveStep, type StepDeps } from './step-states.ts';

/** Dependencies of activating a scenario. */
export type ScenarioDeps = ResetDeps & SituationDeps & StepDeps & { readonly scenarios: ScenarioBook };

/** How a scenario is activated. */
export interface Activating {
  /** Whether the world keeps its records and its time. By default it is reset first. */
  readonly keepsData?: boolean | undefined;
  /** The number of the step to go to, from 1, which the scenario must have. */
  readonly step?: number | undefined;
}

/**
 * Activates a scenario in a world. One with steps goes through its steps to the given one, by default to the first.
 * Throws a Problem when its records do not fit the contract; the world is unchanged then. Where it fails later, the
 * world is as it was, or as its reset has left it.
 */
export async function activateScenario(
  world: World,
  scenario: Scenario,
  { keepsData = false, step: last = 1 }: Activating,
  deps: ScenarioDeps,
): Promise<void> {
  const step = stepsOf(scenario).length === 0 ? undefined : last;
  const steps = step === undefined ? [undefined] : Array.from({ length: step }, (_, index) => index + 1);
  const from = keepsData ? world.store.checkpoint() : await findInitialState(world, deps);
  await checkSituations(world, { scenario, steps, from }, deps);
  if (!keepsData) await resetWorld(world, deps);
  await forgetSteps(world, deps);
  const enterAll = async (): Promise<void> => {
    for (const [index, number] of steps.entries()) {
      const isReset = !keepsData && index === 0;
      if (index > 0) await saveStep(world, index, deps);
      await enterSituation(world, { scenario, step: number, keepsData, isReset }, deps);
    }
    await deps.scenarios.activate(world, scenario, { keepsData, step });
  };
  await orReturn(world, enterAll, deps);
}

/** A step of the active scenario of a world. */
export interface ActiveStep {
  readonly scenario: Scenario;
  readonly keepsData: boolean;
  readonly step: number;
}

/**
 * Goes from a step of the active scenario to the next one. Resolves with false, and changes nothing, when the scenario
 * is not at that step any more. Throws a Problem when the records of the next step do not fit the contract. When it
 * fails, the world is as it was before: what other clients have written meanwhile is gone then.
 */
export async function goToNextStep(world: World, from: ActiveStep, deps: ScenarioDeps): Promise<boolean> {
  const { scenario, keepsData } = from;
  const step = from.step + 1;
  await checkSituations(world, { scenario, steps: [step], from: world.store.checkpoint() }, deps);
  const enter = async (): Promise<void> => {
    await saveStep(world, from.step, deps);
    await enterSituation(world, { scenario, step, keepsData, isReset: false }, deps);
  };
  return changeStep(world, { from, to: step, change: () => orReturn(world, enter, deps) }, deps);
}

/**
 * Goes back to the previous step: the world becomes what it was when it left that step. Where that state was not saved,
 * the scenario is activated again. Resolves with false, and changes nothing, when the scenario is not at the step
 * `from` any more.
 */
export async function goToPreviousStep(world: World, from: ActiveStep, deps: ScenarioDeps): Promise<boolean> {
  const { scenario, keepsData } = from;
  const step = from.step - 1;
  const saved = await findStep(world, step, deps);
  const change = (): Promise<void> =>
    saved === undefined ? activateScenario(world, scenario, { keepsData, step }, deps) : returnTo(world, saved, deps);
  return changeStep(world, { from, to: step, change }, deps);
}

/** Does what changes a world in several parts. When one fails, the world returns to the state before the first. */
async function orReturn(world: World, change: () => Promise<void>, deps: Pick<ScenarioDeps, 'dueWork'>): Promise<void> {
  const left = world.store.checkpoint();
  try {
    await change();
  } catch (error) {
    await returnTo(world, { checkpoint: left }, deps);
    throw error;
  }
}

/** A change of a world, and the steps that it leads from and to. */
interface StepChange {
  readonly from: ActiveStep;
  readonly to: number;
  readonly change: () => Promise<void>;
}

/** Changes the step, then the world. A change of the world that fails changes the step back. */
async function changeStep(
  world: World,
  { from: { scenario, step: from }, to, change }: StepChange,
  { scenarios }: Pick<ScenarioDeps, 'scenarios'>,
): Promise<boolean> {
  if (!(await scenarios.move(world, scenario, { from, to }))) return false;
  try {
    await change();
  } catch (error) {
    await scenarios.move(world, scenario, { from: to, to: from });
    throw error;
  }
  return true;
}
