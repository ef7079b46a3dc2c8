import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledContract } from '../contract/contract.ts';
import { findUnknownOperation, findWrongFault } from '../control/find-wrong-fault.ts';
import type { Machine, Scenario } from '../control/scenarios/scenario.ts';
import { loadYaml } from '../document/load-yaml.ts';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../kernel/json.ts';
import { toPointer } from '../kernel/pointer.ts';
import type { FaultOrder } from '../pipeline/faults/fault.ts';

/** Reads every scenario of a folder. Throws a BootError that lists what is wrong with any of them. */
export async function loadScenarios(folder: string, contract: CompiledContract, control: CompiledContract): Promise<readonly Scenario[]> {
  const files = (await listFiles(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const validate = control.validatorAt('/components/schemas/Scenario');
  const loaded = await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      const content = await loadYaml(file);
      const broken = validate(content).map(({ path, keyword }) => toFault(file, toPointer(path), `It breaks "${keyword}" of the schema.`));
      const faults =
        broken.length > 0 ? broken : findMistakes(content, contract).map(({ pointer, message }) => toFault(file, pointer, message));
      return { scenario: { ...(content as unknown as Scenario), name: name.replace(/\.ya?ml$/, '') }, faults };
    }),
  );
  const all = loaded.flatMap(({ faults }) => faults);
  if (all.length > 0) throw new BootError(all);
  return loaded.map(({ scenario }) => scenario);
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    throw new BootError([
      { file: folder, pointer: '', message: 'It is no folder that can be read.', remedy: 'Give --scenarios a folder with YAML files.' },
    ]);
  }
}

interface Mistake {
  readonly pointer: string;
  readonly message: string;
}

/** What the schema cannot say: operations that there are not, states that lead nowhere. */
function findMistakes(content: JsonValue, contract: CompiledContract): readonly Mistake[] {
  if (!isJsonObject(content)) return [];
  const { faults = [], machine } = content as unknown as Scenario;
  return [...findWrongFaults(faults, '/faults', contract), ...(machine === undefined ? [] : findMachineMistakes(machine, contract))];
}

function findMachineMistakes({ begin, states }: Machine, contract: CompiledContract): readonly Mistake[] {
  const isKnown = (state: string): boolean => Object.hasOwn(states, state);
  const beginning = isKnown(begin) ? [] : [{ pointer: '/machine/begin', message: `There is no state "${begin}".` }];
  const inside = Object.entries(states).flatMap(([name, { faults = [], transitions = [] }]) => {
    const pointer = toPointer(['machine', 'states', name]);
    const steps = transitions.flatMap(({ on, next }, index) => [
      ...findUnknownOperation(on, contract).map(({ message }) => ({ pointer: `${pointer}/transitions/${index}/on`, message })),
      ...(isKnown(next) ? [] : [{ pointer: `${pointer}/transitions/${index}/next`, message: `There is no state "${next}".` }]),
    ]);
    return [...findWrongFaults(faults, `${pointer}/faults`, contract), ...steps];
  });
  return [...beginning, ...inside];
}

function findWrongFaults(orders: readonly FaultOrder[], pointer: string, contract: CompiledContract): readonly Mistake[] {
  return orders.flatMap((order, index) =>
    findWrongFault(order, contract).map(({ message }) => ({ pointer: `${pointer}/${index}`, message })),
  );
}

function toFault(file: string, pointer: string, message: string): BootFault {
  return { file, pointer, message, remedy: 'scenarios/scenario.schema.json says what a scenario may hold; docs/scenarios.md explains it.' };
}
