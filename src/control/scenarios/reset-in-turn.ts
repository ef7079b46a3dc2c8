import type { World } from '../../store/port/world.ts';
import { resetWorld } from '../world/reset-world.ts';
import type { ScenarioDeps } from './activate-scenario.ts';
import { readScenarioMark } from './scenario-mark.ts';
import { forgetSteps } from './step-states.ts';

/** Resets a world when no change of its step is under way, and removes the states of the steps, which end with it. */
export function resetInTurn(world: World, deps: ScenarioDeps): Promise<void> {
  return deps.scenarios.inTurn(world, async () => {
    // First, so that a reset that fails can be repeated.
    if (readScenarioMark(world.store)?.step !== undefined) await forgetSteps(world, deps);
    await resetWorld(world, deps);
  });
}
