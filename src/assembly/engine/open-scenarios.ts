import type { CompiledContract } from '../../contract/model/contract.ts';
import { editCollection, putRecord, specOf, type StateDeps } from '../../control/world/edit-state.ts';
import type { Scenario } from '../../control/scenarios/scenario.ts';
import { createScenarioBook, type ScenarioBook, type SetRecords } from '../../control/scenarios/scenario-book.ts';
import { activateScenario, type ScenarioDeps } from '../../control/scenarios/activate-scenario.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { loadOnce } from '../../kernel/load-once.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { World } from '../../store/port/world.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import { loadControlContract, type LoadedContract } from '../load/load-contract.ts';
import { loadScenarios } from '../load/load-scenarios.ts';
import { packagedFiles } from '../load/packaged-files.ts';

/**
 * The scenarios of a simulator. Those that come with the product are read when they are first asked for, and only for
 * the contract that comes with it.
 */
export function openScenarios(
  { contract, faults, ...means }: LoadedContract & StateDeps & { readonly faults: FaultBook<World> },
  { scenarios: folder, spec, logger }: CompleteOptions,
): ScenarioBook {
  const load = async (from: string): Promise<readonly Scenario[]> =>
    loadScenarios(from, { contract, platform: means.platform }, await loadControlContract());
  const setRecords: SetRecords = async (world, records) => {
    try {
      for (const [name, list] of Object.entries(records)) {
        const kept = specOf(name, means.collections);
        await editCollection(world, means, (transaction) =>
          list.forEach((record) => putRecord(transaction, kept, record, { merge: true })),
        );
      }
    } catch (error) {
      // The answer that led here is none the worse for it.
      logger.error({ world: world.name, error }, 'What a scenario sets does not fit the contract, and was not set.');
    }
  };
  const from = folder ?? (spec === undefined ? packagedFiles.scenarios() : undefined);
  const list = loadOnce(async () => (from === undefined ? [] : load(from)));
  return createScenarioBook(list, faults, setRecords);
}

/**
 * Checks the scenarios that somebody gives at once, and puts the baseline in the one that is asked for. Throws a
 * BootError.
 */
export async function activateInitialScenario(
  means: ScenarioDeps & { readonly contract: CompiledContract },
  options: CompleteOptions,
): Promise<void> {
  const { scenario: name, scenarios: folder, data } = options;
  if (folder === undefined && name === undefined) return;
  const scenarios = await means.scenarios.list();
  if (name === undefined) return;
  const names = scenarios.map((scenario) => scenario.name);
  const scenario = scenarios.find((candidate) => candidate.name === name);
  const nearest = findNearestName(name, names);
  if (scenario === undefined)
    throw refuse(
      `There is no scenario "${name}".`,
      nearest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${nearest}?`,
    );
  if (data !== undefined) throw refuse('It would replace what the data folder keeps.', 'Give --ephemeral with it.');
  await activateScenario(means.worlds.baseline, scenario, means);
}

function refuse(message: string, remedy: string): BootError {
  return new BootError([{ file: '--scenario', pointer: '', message, remedy }]);
}
