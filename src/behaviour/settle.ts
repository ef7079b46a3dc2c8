import type { CompiledContract } from '../contract/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { isWriteFailure, StoreError } from '../store/store-error.ts';
import type { StoredRecord } from '../store/store.ts';
import type { World } from '../store/world.ts';
import type { SampleSchema } from './behaviour.ts';
import type { Platform } from './platform.ts';
import { createRuleTools } from './prepare-rules.ts';
import { findNextWork, SCHEDULED_WORK, type RunWork, type ScheduledWork } from './schedule.ts';

/** Does the work that a world has scheduled, when its time has come. */
export interface Settle {
  /** Whether anything is due by the world's clock. A look at a list, where nothing has changed since the last one. */
  isDue(world: World): boolean;
  /** Does all that is due by `until` (now, unless said) in the order of its times, what it schedules itself included. One at a time in each world. */
  run(world: World, until?: number): Promise<void>;
}

/** The work of a platform, by the handlers that it has. Work that fails is logged and given up: it would stand in the way of all that follows. */
export function createSettle(contract: CompiledContract, platform: Platform | undefined, logger: Logger, sample?: SampleSchema): Settle {
  const tools = createRuleTools(contract, sample);
  const handlers = new Map(Object.entries(platform?.work ?? {}).map(([kind, prepare]) => [kind, prepare(tools)]));
  const running = new WeakMap<World, Promise<void>>();
  const earliest = new WeakMap<readonly StoredRecord[], number>();

  const dueAt = ({ store }: World): number => {
    // The list is the same one until something is written to it.
    const list = store.all(SCHEDULED_WORK.name);
    if (list.length === 0) return Number.POSITIVE_INFINITY;
    const due = earliest.get(list) ?? findNextWork(store)?.due ?? Number.POSITIVE_INFINITY;
    earliest.set(list, due);
    return due;
  };

  const drain = async (world: World, until: number | undefined): Promise<void> => {
    for (let work = findNextWork(world.store); work !== undefined; work = findNextWork(world.store)) {
      if (work.due > (until ?? world.clock.now())) return;
      await perform(work, world, { handler: handlers.get(work.kind), logger });
    }
  };

  return {
    isDue: (world) => {
      const due = dueAt(world);
      return due !== Number.POSITIVE_INFINITY && due <= world.clock.now();
    },
    run: (world, until) => {
      const turn = (running.get(world) ?? Promise.resolve()).then(() => drain(world, until));
      // Whoever comes next takes its turn all the same.
      running.set(world, turn.catch(ignore));
      return turn;
    },
  };
}

interface Means {
  readonly handler: RunWork | undefined;
  readonly logger: Logger;
}

/** Throws where a write cannot be kept: the work is still there, and done when writes are kept again. */
async function perform(work: ScheduledWork, world: World, { handler, logger }: Means): Promise<void> {
  try {
    if (handler === undefined) throw new Error(`Nothing does work of the kind ${work.kind}.`);
    const write = await handler(work.payload, { world, now: work.due });
    await world.store.transaction((transaction) => {
      // It may have been cancelled while it was prepared.
      if (transaction.delete(SCHEDULED_WORK.name, work.id)) write(transaction);
    });
  } catch (error) {
    if (isWriteFailure(error) || (error instanceof StoreError && error.code === 'CLOSED')) throw error;
    logger.error({ kind: work.kind, id: work.id, world: world.name, error }, 'Scheduled work failed and is given up.');
    await world.store.transaction((transaction) => transaction.delete(SCHEDULED_WORK.name, work.id));
  }
}

function ignore(): void {}
