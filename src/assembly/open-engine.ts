import { prepareRules } from '../behaviour/prepare-rules.ts';
import { createSettle } from '../behaviour/settle.ts';
import { createSystemClock } from '../kernel/clock.ts';
import { createCheck, type Check } from '../pipeline/check.ts';
import { createPipeline } from '../pipeline/create-pipeline.ts';
import type { Pipeline } from '../pipeline/exchange.ts';
import { createFaultBook, type FaultBook } from '../pipeline/faults/fault-set.ts';
import { createFindWorld } from '../pipeline/find-world.ts';
import type { World } from '../store/world.ts';
import { createWorlds, type Worlds } from '../store/worlds.ts';
import type { CompleteOptions } from './complete-options.ts';
import { createResponseSampler } from './create-response-sampler.ts';
import { loadContract, type LoadedContract } from './load-contract.ts';
import { loadItemSampler } from './load-item-sampler.ts';
import { openWorld, type WorldOptions } from './open-world.ts';
import { packagedFiles } from './packaged-files.ts';

/** A contract with its worlds, and what answers for it. */
export interface Engine extends LoadedContract {
  readonly worlds: Worlds;
  /** How many records the baseline began with. */
  readonly records: number;
  readonly check: Check;
  /** What is to go wrong on order, by world. */
  readonly faults: FaultBook<World>;
  /** Answers what the contract describes. */
  readonly data: Pipeline;
}

/** Loads the contract and opens its worlds. Throws a BootError that lists everything that is wrong. */
export async function openEngine(config: CompleteOptions): Promise<Engine> {
  const { logger } = config;
  const seed = config.seed ?? undefined;
  const { contract, platform } = await loadContract(config.spec, config.script);
  for (const warning of contract.warnings) logger.warn(warning, 'The contract is not right; it is served all the same.');
  const rules = prepareRules(contract, platform, await loadItemSampler(contract, seed));
  const settle = createSettle(contract, platform, logger);
  const { world, records, fork } = await openWorld({ ...config, ...findFixtures(config), contract, platform });
  const { maxSandboxes: most, sandboxIdle: idle } = config;
  const worlds = createWorlds({ baseline: world, fork, most, idle, now: createSystemClock().now, logger });
  const check = createCheck();
  const sample = createResponseSampler(contract, seed);
  const findWorld = createFindWorld(worlds, config);
  const faults = createFaultBook<World>();
  const data = createPipeline({ contract, platform, rules, settle, findWorld, check, faults, sample, settings: config, logger });
  return { contract, platform, worlds, records, check, faults, data };
}

/** The packaged contract begins with its demo world, which its own tests check; another one with what is given. */
function findFixtures({ fixtures, spec }: CompleteOptions): Pick<WorldOptions, 'fixtures' | 'isChecked'> {
  if (fixtures !== undefined || spec !== undefined) return { fixtures };
  return { fixtures: packagedFiles.fixtures(), isChecked: true };
}
