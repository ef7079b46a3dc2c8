import type { World } from '../../store/port/world.ts';
import { resetWorld, type ResetDeps } from '../world/reset-world.ts';
import { checkSituations, enterSituation, type SituationDeps } from './enter-situation.ts';
import { stepsOf, type Scenario } from './scenario.ts';
import type { ScenarioBook } from './scenario-book.ts';

/** Dependencies of activating a scenario. */
export type ScenarioDeps = ResetDeps & SituationDeps & { readonly scenarios: ScenarioBook };

/** How a scenario is activated. */
export interface Activating {
  /** Whether the world keeps its records and its time. By default it is reset first. */
  readonly keepsData?: boolean | undefined;
  /** The number of the step to go to, from 1, which the scenario must have. */
  readonly step?: number | undefined;
}

/**
 * Activates a scenario in a world. One with steps goes through its steps to the given one, by default to the first.
 * Throws a Problem when its records do not fit the contract; a world that keeps its data is unchanged then.
 */
export async function activateScenario(
  world: World,
  scenario: Scenario,
  { keepsData = false, step: last = 1 }: Activating,
  deps: ScenarioDeps,
): Promise<void> {
  const step = stepsOf(scenario).length === 0 ? undefined : last;
  const steps = step === undefined ? [undefined] : Array.from({ length: step }, (_, index) => index + 1);
  if (keepsData) await checkSituations(world, { scenario, steps }, deps);
  else await resetWorld(world, deps);
  for (const [index, number] of steps.entries()) {
    const isReset = !keepsData && index === 0;
    await enterSituation(world, { scenario, step: number, keepsData, isReset }, deps);
  }
  await deps.scenarios.activate(world, scenario, { keepsData, step });
}

/**
 * Goes from a step of the active scenario to the next one. Resolves with false, and changes nothing, when the scenario
 * is not at that step any more. Throws a Problem when the records of the next step do not fit the contract.
 */
export async function goToNextStep(
  world: World,
  {
    scenario,
    keepsData,
    step: from,
  }: { readonly scenario: Scenario; readonly keepsData: boolean; readonly step: number },
  deps: ScenarioDeps,
): Promise<boolean> {
  const step = from + 1;
  await checkSituations(world, { scenario, steps: [step] }, deps);
  if (!(await deps.scenarios.move(world, scenario, { from, to: step }))) return false;
  try {
    await enterSituation(world, { scenario, step, keepsData, isReset: false }, deps);
  } catch (error) {
    await deps.scenarios.move(world, scenario, { from: step, to: from });
    throw error;
  }
  return true;
}
