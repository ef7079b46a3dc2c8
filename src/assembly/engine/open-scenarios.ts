import type { CompiledContract } from '../../contract/model/contract.ts';
import { editCollection, specOf } from '../../control/world/edit-state.ts';
import type { StateDeps } from '../../control/world/replace-state.ts';
import { putRecord } from '../../control/world/put-record.ts';
import { toKnownStep, type Scenario } from '../../control/scenarios/scenario.ts';
import { createScenarioBook, type ScenarioBook, type SetRecords } from '../../control/scenarios/scenario-book.ts';
import { readScenarioMark } from '../../control/scenarios/scenario-mark.ts';
import { activateScenario, type ScenarioDeps } from '../../control/scenarios/activate-scenario.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { loadOnce } from '../../kernel/load-once.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { ControlState } from '../../store/port/control-state.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import { loadControlContract, type LoadedContract } from '../load/load-contract.ts';
import { loadScenarios } from '../load/load-scenarios.ts';
import { packagedFiles } from '../load/packaged-files.ts';

/** The options that decide about scenarios. */
export type ScenarioConfig = Pick<CompleteOptions, 'scenarios' | 'scenario' | 'spec' | 'logger'>;

/**
 * Opens the scenarios of a simulator: those of its folder, else the packaged ones, which belong to the packaged
 * contract. They are read at their first use.
 */
export function openScenarios(
  { contract, control: state, ...deps }: LoadedContract & StateDeps & { readonly control: ControlState },
  { scenarios: folder, spec, logger }: ScenarioConfig,
): ScenarioBook {
  const load = async (from: string): Promise<readonly Scenario[]> =>
    loadScenarios(from, { contract, platform: deps.platform }, await loadControlContract());
  const setRecords: SetRecords = async (world, records) => {
    try {
      for (const [name, list] of Object.entries(records)) {
        const collection = specOf(name, deps.collections);
        await editCollection(world, deps, (transaction) =>
          list.forEach((record) => putRecord(transaction, collection, record, { merge: true })),
        );
      }
    } catch (error) {
      // The response that led to this state is sent all the same.
      logger.error(
        { world: world.name, error },
        'The records that a scenario sets break the contract and were not stored.',
      );
    }
  };
  const from = folder ?? (spec === undefined ? packagedFiles.scenarios() : undefined);
  const list = loadOnce(async () => (from === undefined ? [] : load(from)));
  return createScenarioBook({ list, state, setRecords });
}

/**
 * Checks the scenarios of a given folder at boot, and puts the baseline into the one that `--scenario` names. Throws a
 * BootError if a scenario has faults, or if none has that name.
 */
export async function activateInitialScenario(
  deps: ScenarioDeps & { readonly contract: CompiledContract },
  options: ScenarioConfig,
): Promise<void> {
  const { scenario: name, scenarios: folder } = options;
  if (folder === undefined && name === undefined) return;
  const scenarios = await deps.scenarios.list();
  if (name === undefined) return;
  const names = scenarios.map((scenario) => scenario.name);
  const scenario = scenarios.find((candidate) => candidate.name === name);
  const nearest = findNearestName(name, names);
  if (scenario === undefined)
    throw toFault(
      `There is no scenario "${name}".`,
      nearest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${nearest}?`,
    );
  await activateOrResume(scenario, deps);
}

/**
 * Activates a scenario in the baseline, unless the stored records are already of it: then only its faults and its
 * machine start again, at the stored step. Records of anything else are kept, and the scenario is applied to them.
 */
async function activateOrResume(scenario: Scenario, deps: ScenarioDeps): Promise<void> {
  const { baseline } = deps.worlds;
  const mark = readScenarioMark(baseline.store);
  if (mark?.name !== scenario.name)
    return activateScenario(baseline, scenario, { keepsData: baseline.store.position > 0 }, deps);
  // Another replica of the log has activated it, and may have moved on since.
  if (deps.scenarios.find(baseline)?.name === scenario.name) return;
  await deps.scenarios.activate(baseline, scenario, toKnownStep(scenario, mark));
}

function toFault(message: string, remedy: string): BootError {
  return new BootError([{ file: '--scenario', pointer: '', message, remedy }]);
}
