import { toKnownStep } from '../../control/scenarios/scenario.ts';
import { drain } from '../../control/world/reset-world.ts';
import { isKeyFault, OtherContractError } from '../../store/port/store-error.ts';
import { findUnknownCollections } from '../world/find-unknown-collections.ts';
import { rejectFaults, toSchemaChange } from '../world/to-schema-change.ts';
import { openEngine, type Engine, type EngineConfig } from './open-engine.ts';

/** The engine after a reload, and the names of the sandboxes that were discarded with the previous one. */
export interface ReloadedEngine {
  readonly engine: Engine;
  readonly sandboxes: readonly string[];
}

/** Options of a reload. */
export interface ReloadOptions {
  /** Whether another replica has reloaded: it has removed the sandboxes and started the scenario again. */
  readonly isFollowing: boolean;
}

/**
 * Loads everything again and continues with the baseline's state. Throws a BootError if a file has faults, and a
 * Problem if the state breaks the new contract. In both cases nothing has changed, and the previous engine continues.
 */
export async function reloadEngine(
  config: EngineConfig,
  previous: Engine,
  { isFollowing }: ReloadOptions,
): Promise<ReloadedEngine> {
  const engine = await openEngine(config, previous);
  if (isFollowing) await rejectOtherFiles(engine);
  if (config.scenarios !== undefined) await engine.scenarios.list();
  await drain(engine.worlds.baseline, previous.dueWork);
  await carryOverState(engine);
  if (!isFollowing) await engine.worlds.baseline.store.log.setResetPoint(engine.createResetPoint());
  const { worlds, createResetPoint } = engine;
  const schema = toSchemaChange(engine);
  const sandboxes = await worlds.rebase({ createResetPoint, schema, keepsSandboxes: isFollowing });
  if (!isFollowing) await resumeScenario(engine, previous);
  return { engine, sandboxes };
}

/**
 * Throws when this process has read another contract than the replica that has reloaded: to change the log's contract
 * back would stop that one from writing.
 */
async function rejectOtherFiles({ contract, worlds }: Engine): Promise<void> {
  const { log } = worlds.baseline.store;
  // It reads the log's contract, and fails at records of a collection that this process does not have yet.
  await log.catchUp().catch(() => undefined);
  if (log.status.contract !== contract.hash) throw new OtherContractError(log.status.contract);
}

async function carryOverState(engine: Engine): Promise<void> {
  const { store } = engine.worlds.baseline;
  const unknown = findUnknownCollections(store.snapshot(), engine.collections);
  rejectFaults(unknown.map((fault) => ({ ...fault, remedy: REMEDY })));
  try {
    await store.changeSchema(toSchemaChange(engine));
  } catch (error) {
    if (!isKeyFault(error)) throw error;
    rejectFaults([{ pointer: '/collections', message: error.message, remedy: REMEDY }]);
  }
}

/**
 * Starts the active scenario again, with its faults and machine as written now. One that no longer exists has ended.
 */
async function resumeScenario({ worlds: { baseline }, scenarios, faults }: Engine, previous: Engine): Promise<void> {
  const active = previous.scenarios.find(baseline);
  if (active === undefined) return;
  const scenario = (await scenarios.list()).find(({ name }) => name === active.name);
  if (scenario === undefined) await faults.of(baseline).clear();
  else await scenarios.activate(baseline, scenario, toKnownStep(scenario, active));
}

const REMEDY =
  'Change the records (PATCH or DELETE /__admin/state/{collection}) and reload, or start again with --reset.';
