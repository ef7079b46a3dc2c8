import { setTimeout as sleep } from 'node:timers/promises';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import { isWriteFailure, StoreError } from '../../store/port/store-error.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { commitOnce, executeWork, isTemporary, type CommitWork, type WorkDeps } from './execute-work.ts';
import { isSameWork, type ScheduledWork } from './schedule.ts';

/**
 * Runs scheduled work that may take long beside all other work. The work stays scheduled until its result is stored, in
 * the same transaction: a process that is killed before runs it again, and its result is stored once.
 */
export interface BackgroundWork {
  /** Starts work and does not wait for it. Returns false, without starting it, once this is closed. */
  start(work: ScheduledWork, world: World, deps: WorkDeps): boolean;
  /** Returns whether a record is work that is running; undefined while no work of the world runs. */
  findRunning(world: World): ((record: StoredRecord) => boolean) | undefined;
  /** Another number after each start and end. */
  readonly version: number;
  /** Aborts all work. It stays scheduled. */
  close(): void;
}

/** Creates the runner of background work. A reload passes it on, so that running work is not started again. */
export function createBackgroundWork(): BackgroundWork {
  const controller = new AbortController();
  const { signal } = controller;
  const running = new WeakMap<World, Map<number, ScheduledWork>>();
  let version = 0;

  const execute = async (work: ScheduledWork, world: World, deps: WorkDeps): Promise<void> => {
    try {
      await executeWork(work, world, deps, { signal, commit: createPersistentCommit(signal) });
    } catch (error) {
      if (isTemporary(error) || signal.aborted) return;
      const { kind, id } = work;
      deps.logger.error({ kind, id, world: world.name, error }, 'The failure of scheduled work could not be stored.');
    }
  };

  const start: BackgroundWork['start'] = (work, world, deps) => {
    if (signal.aborted) return false;
    const works = getOrCreate(running, world, () => new Map<number, ScheduledWork>());
    works.set(work.id, work);
    version += 1;
    void execute(work, world, deps).finally(() => {
      if (works.get(work.id) === work) works.delete(work.id);
      version += 1;
    });
    return true;
  };

  return {
    start,
    findRunning: (world) => findRunning(running.get(world)),
    close: () => controller.abort(),
    get version() {
      return version;
    },
  };
}

function findRunning(
  works: ReadonlyMap<number, ScheduledWork> | undefined,
): ((record: StoredRecord) => boolean) | undefined {
  if (works === undefined || works.size === 0) return undefined;
  return (record) => {
    const work = works.get(Number(record['id']));
    return work !== undefined && isSameWork(work, record);
  };
}

/** Returns a commit that tries again while the journal cannot store the result, so that nothing is asked twice. */
function createPersistentCommit(signal: AbortSignal): CommitWork {
  return async function commit(work, world, write) {
    for (;;) {
      if (signal.aborted) throw new StoreError('CLOSED', 'The simulator closes. The work is run after a restart.');
      try {
        return await commitOnce(work, world, write);
      } catch (error) {
        if (!isWriteFailure(error)) throw error;
        await sleep(RETRY_DELAY, undefined, { ref: false });
      }
    }
  };
}

/** The wait before a result is stored again, in milliseconds of machine time. */
const RETRY_DELAY = 1000;
