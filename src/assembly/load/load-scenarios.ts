import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Scenario } from '../../control/scenarios/scenario.ts';
import { loadYaml } from '../../document/load-yaml.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { findScenarioFaults } from './find-scenario-faults.ts';
import type { LoadedContract } from './load-contract.ts';

/** Loads every scenario of a folder. Throws a BootError that lists the faults of all of them. */
export async function loadScenarios(
  folder: string,
  loaded: LoadedContract,
  control: CompiledContract,
): Promise<readonly Scenario[]> {
  const files = (await listFiles(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const validate = control.validatorAt('/components/schemas/Scenario');
  const read = await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      const content = await loadYaml(file);
      const faults = findScenarioFaults(content, loaded, validate).map((mistake) => ({
        file,
        remedy: REMEDY,
        ...mistake,
      }));
      return { scenario: { ...(content as Scenario), name: name.replace(/\.ya?ml$/, '') }, faults };
    }),
  );
  const all = read.flatMap(({ faults }) => faults);
  if (all.length > 0) throw new BootError(all);
  return read.map(({ scenario }) => scenario);
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    throw new BootError([
      {
        file: folder,
        pointer: '',
        message: 'The folder cannot be read.',
        remedy: 'Pass a folder with YAML files as --scenarios.',
      },
    ]);
  }
}

const REMEDY = 'See docs/scenarios.md, and scenarios/scenario.schema.json for the format.';
