import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledContract, Validator } from '../../contract/model/contract.ts';
import { findUnknownOperation, findFaultViolations } from '../../control/traffic/find-fault-violations.ts';
import type { Machine, Scenario } from '../../control/scenarios/scenario.ts';
import { loadYaml } from '../../document/load-yaml.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { FaultRule } from '../../pipeline/faults/model/fault.ts';
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
      const faults = findFaults(content, loaded, validate).map((mistake) => ({ file, remedy: REMEDY, ...mistake }));
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

interface ScenarioFault {
  readonly pointer: string;
  readonly message: string;
  /** Defaults to where scenarios are explained. */
  readonly remedy?: string;
}

/**
 * Finds the faults of a scenario: violations of its schema, else those that a schema cannot express. The platform
 * checks `replies` itself, because its messages are more precise.
 */
function findFaults(
  content: JsonValue,
  { contract, platform }: LoadedContract,
  validate: Validator,
): readonly ScenarioFault[] {
  const replies = isJsonObject(content) ? content['replies'] : undefined;
  const inReplies = replies === undefined ? [] : (platform?.replies.findFaults(replies, ['replies']) ?? [NO_REPLIES]);
  const violations = validate(content)
    .filter(({ path }) => inReplies.length === 0 || path[0] !== 'replies')
    .map(({ path, keyword }) => ({ pointer: toPointer(path), message: `It breaks "${keyword}" of the schema.` }));
  const faults = [...violations, ...inReplies];
  return faults.length > 0 ? faults : findSemanticFaults(content, contract);
}

/** Finds what a schema cannot express: unknown operations and unknown states. */
function findSemanticFaults(content: JsonValue, contract: CompiledContract): readonly ScenarioFault[] {
  if (!isJsonObject(content)) return [];
  const { faults = [], machine } = content as Scenario;
  return [
    ...findWrongFaults(faults, '/faults', contract),
    ...(machine === undefined ? [] : findMachineFaults(machine, contract)),
  ];
}

function findMachineFaults({ begin, states }: Machine, contract: CompiledContract): readonly ScenarioFault[] {
  const isKnown = (state: string): boolean => Object.hasOwn(states, state);
  const initial = isKnown(begin) ? [] : [{ pointer: '/machine/begin', message: `There is no state "${begin}".` }];
  const inside = Object.entries(states).flatMap(([name, { faults = [], transitions = [] }]) => {
    const pointer = toPointer(['machine', 'states', name]);
    const steps = transitions.flatMap(({ on, next }, index) => [
      ...findUnknownOperation(on, contract).map(({ message }) => ({
        pointer: `${pointer}/transitions/${index}/on`,
        message,
      })),
      ...(isKnown(next)
        ? []
        : [{ pointer: `${pointer}/transitions/${index}/next`, message: `There is no state "${next}".` }]),
    ]);
    return [...findWrongFaults(faults, `${pointer}/faults`, contract), ...steps];
  });
  return [...initial, ...inside];
}

function findWrongFaults(
  orders: readonly FaultRule[],
  pointer: string,
  contract: CompiledContract,
): readonly ScenarioFault[] {
  return orders.flatMap((order, index) =>
    findFaultViolations(order, contract).map(({ message }) => ({ pointer: `${pointer}/${index}`, message })),
  );
}

const NO_REPLIES: ScenarioFault = {
  pointer: '/replies',
  message: 'The contract has no platform rules that could use replies.',
  remedy: 'Leave the replies out, or serve the packaged contract.',
};
const REMEDY = 'See docs/scenarios.md, and scenarios/scenario.schema.json for the format.';
