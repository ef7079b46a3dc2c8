import type { Platform } from '../../behaviour/platform.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { World } from '../../store/port/world.ts';
import { replaceState, type StateDeps } from '../world/edit-state.ts';
import { freeze } from '../world/move-clock.ts';
import { resetWorld, type ResetDeps } from '../world/reset-world.ts';
import { patchState } from './patch-state.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioBook } from './scenario-book.ts';

/** Dependencies of activating a scenario. */
export type ScenarioDeps = ResetDeps &
  StateDeps & { readonly scenarios: ScenarioBook; readonly platform: Platform | undefined };

/** Resets a world and activates a scenario in it. Throws a Problem when its records do not fit the contract. */
export async function activateScenario(world: World, scenario: Scenario, deps: ScenarioDeps): Promise<void> {
  await resetWorld(world, deps);
  if (scenario.state !== undefined)
    await replaceState(world, patchState(world, scenario.state, deps.collections), deps);
  const { replies } = scenario;
  if (replies !== undefined)
    await world.store.transaction((transaction) => deps.platform?.replies.install(transaction, replies));
  const at = scenario.clock?.freeze === undefined ? undefined : parseTimestamp(scenario.clock.freeze);
  if (at !== undefined) await freeze(world, at, deps.dueWork);
  await deps.scenarios.activate(world, scenario);
}
