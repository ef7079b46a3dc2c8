import type { Platform } from '../../behaviour/platform.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { World } from '../../store/port/world.ts';
import { replaceState, type StateDeps } from '../world/edit-state.ts';
import { freeze } from '../world/move-clock.ts';
import { resetWorld, type ResetDeps } from '../world/reset-world.ts';
import { patchState } from './patch-state.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioBook } from './scenario-book.ts';

/** What it takes to activate a scenario. */
export type ScenarioDeps = ResetDeps &
  StateDeps & { readonly scenarios: ScenarioBook; readonly platform: Platform | undefined };

/**
 * Takes a world back to its beginning and from there into a scenario. Throws a Problem where its records do not fit the
 * contract.
 */
export async function activateScenario(world: World, scenario: Scenario, means: ScenarioDeps): Promise<void> {
  await resetWorld(world, means);
  if (scenario.state !== undefined)
    await replaceState(world, patchState(world, scenario.state, means.collections), means);
  const { replies } = scenario;
  if (replies !== undefined)
    await world.store.transaction((transaction) => means.platform?.replies.install(transaction, replies));
  const at = scenario.clock?.freeze === undefined ? undefined : parseTimestamp(scenario.clock.freeze);
  if (at !== undefined) await freeze(world, at, means.runDueWork);
  means.scenarios.activate(world, scenario);
}
