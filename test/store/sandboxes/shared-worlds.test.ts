import { describe, expect, it } from 'vitest';
import { createControlledClock } from '../../../src/behaviour/time/clock-control.ts';
import { SHARED_PIECES } from '../../../src/control/context/control-state.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { createIds } from '../../../src/kernel/random/ids.ts';
import { createSystemRandom } from '../../../src/kernel/random/random.ts';
import { createSystemClock } from '../../../src/kernel/time/clock.ts';
import { createPace } from '../../../src/kernel/time/pace.ts';
import { createSharedControlState, toPieceCollections } from '../../../src/store/control/shared-control-state.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createSharedLog, type SharedLog } from '../../../src/store/journals/shared-log.ts';
import { createLogSnapshotStore } from '../../../src/store/sandboxes/log-snapshot-store.ts';
import { SandboxLog } from '../../../src/store/sandboxes/sandbox-log.ts';
import { createSharedWorlds } from '../../../src/store/sandboxes/shared-worlds.ts';
import type { SnapshotStore } from '../../../src/store/port/snapshot-store.ts';
import type { SchemaChange, Store } from '../../../src/store/port/store.ts';
import type { World } from '../../../src/store/port/world.ts';
import type { Worlds } from '../../../src/store/port/worlds.ts';
import { COLLECTIONS, LIBRARY } from '../port/store-conformance.ts';

/** A log in memory whose calls fail while they are named. */
interface FailingLog extends SharedLog {
  /** The beginnings of the names of worlds that can be neither removed nor written to. */
  readonly failing: Set<string>;
  readonly removed: string[];
  /** The worlds whose journals were closed. */
  readonly closed: string[];
  /** Called before a world is opened. */
  beforeOpen: (world: string) => Promise<void>;
}

function createFailingLog(): FailingLog {
  const log = createSharedLog();
  const failing = new Set<string>();
  const removed: string[] = [];
  const closed: string[] = [];
  const rejectFailing = (world: string): void => {
    if ([...failing].some((name) => world.startsWith(name))) throw new Error('the connection broke');
  };
  const failingLog: FailingLog = {
    ...log,
    failing,
    removed,
    closed,
    beforeOpen: async () => {},
    remove: async (world) => {
      rejectFailing(world);
      await log.remove?.(world);
      removed.push(world);
    },
    open: async (options) => {
      const { world = 'baseline' } = options;
      await failingLog.beforeOpen(world);
      const journal = await log.open(options);
      return new Proxy(journal, {
        get: (target, name, receiver) => {
          if (name === 'append') rejectFailing(world);
          if (name === 'close') closed.push(world);
          return Reflect.get(target, name, receiver) as unknown;
        },
      });
    },
  };
  return failingLog;
}

const toSchema = (contract: string): SchemaChange => ({
  collections: COLLECTIONS,
  contract,
  check: async () => undefined,
});

interface Opened {
  readonly worlds: Worlds;
  readonly sandboxes: SandboxLog;
  readonly openSnapshots: (world: World) => SnapshotStore;
  /** Changes the contract of the baseline and of the sandboxes. */
  readonly reload: (schema: SchemaChange, keepsSandboxes?: boolean) => Promise<void>;
}

async function openWorlds(log: SharedLog): Promise<Opened> {
  const hidden = toPieceCollections(SHARED_PIECES);
  const journal = await log.open({ collections: hidden, world: 'control/baseline' });
  const store = createStore({ collections: hidden, journal });
  const state = createSharedControlState({ store, pieces: SHARED_PIECES, logger: silentLogger });
  const random = createSystemRandom();
  const createWorld = (name: string, of: Store): World => {
    const clock = createControlledClock(createSystemClock(), of);
    return { name, store: of, random, ids: createIds(random), clock, pace: createPace('instant') };
  };
  const baseline = createWorld(
    'baseline',
    createStore({
      collections: COLLECTIONS,
      journal: await log.open({ collections: COLLECTIONS, contract: 'one' }),
    }),
  );
  await baseline.store.restore(LIBRARY);
  const sandboxes = new SandboxLog({ log, state, baseline: baseline.store, schema: toSchema('one'), now: () => 1 });
  const createResetPoint = () => baseline.store.checkpoint();
  const limits = { maxSandboxes: 10, idleTimeout: 0, now: () => 1, logger: silentLogger };
  const worlds = createSharedWorlds({ baseline, sandboxes, createResetPoint, createWorld, ...limits });
  return {
    worlds,
    sandboxes,
    openSnapshots: (world) => createLogSnapshotStore(world, { log, state, createId: () => random.hex('id', 8) }),
    reload: async (schema, keepsSandboxes = false) => {
      await baseline.store.changeSchema(schema);
      await worlds.rebase({ createResetPoint: () => createResetPoint(), schema, keepsSandboxes });
    },
  };
}

async function create(worlds: Worlds, name: string): Promise<World> {
  const { world, enter, release } = worlds.borrow(name);
  await enter();
  release();
  return world;
}

const addShelf = (store: Store): Promise<void> => store.transaction((each) => each.insert('shelves', { id: 70 }));
const snapshotOf = ({ store }: World, name: string) => {
  const label = { name, contract: 'one', time: '2025-01-01T00:00:00Z', position: 0, records: 0 };
  return { label, checkpoint: store.checkpoint() };
};

describe('a request that began before a reload', () => {
  it('creates no sandbox of the new contract', async () => {
    const { worlds, sandboxes, reload } = await openWorlds(createSharedLog());
    const before = worlds.borrow('w1');
    await reload(toSchema('two'));
    const after = worlds.borrow('w1');
    expect(await before.enter()).toEqual([]);
    await expect(addShelf(before.world.store)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    before.release();
    expect([sandboxes.list(), worlds.list()]).toEqual([[], []]);
    expect(await after.enter()).toEqual(['created']);
    after.release();
    await addShelf(after.world.store);
    expect(worlds.find('w1')?.world).toBe(after.world);
    await expect(addShelf(before.world.store)).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('leaves what it creates meanwhile to be checked', async () => {
    const log = createFailingLog();
    const { worlds, reload } = await openWorlds(log);
    let checks = 0;
    const schema = { ...toSchema('two'), check: async () => void (checks += 1) };
    log.beforeOpen = async () => {
      log.beforeOpen = async () => {};
      await reload(schema, true);
    };
    const { enter, release } = worlds.borrow('w1');
    expect(await enter()).toEqual([]);
    release();
    checks = 0;
    await worlds.load('w1');
    expect([worlds.list().length, checks]).toEqual([1, 1]);
  });

  it('in a sandbox does not bring back one that was unloaded', async () => {
    const { worlds } = await openWorlds(createSharedLog());
    const { world, enter } = worlds.borrow('w1');
    await enter();
    const before = worlds.borrow('w1');
    await worlds.remove('w1');
    const again = await create(worlds, 'w1');
    expect(await before.enter()).toEqual([]);
    expect(again).not.toBe(world);
    expect(worlds.find('w1')?.world).toBe(again);
  });
});

describe('a deletion that fails', () => {
  it('can be repeated, and removes the log and the snapshots', async () => {
    const log = createFailingLog();
    const { worlds, sandboxes, openSnapshots } = await openWorlds(log);
    const world = await create(worlds, 'w1');
    await openSnapshots(world).save(snapshotOf(world, 'one'));
    for (const failing of ['sandbox/', 'snapshot/', 'control/']) {
      log.failing.add(failing);
      await expect(worlds.remove('w1')).rejects.toMatchObject({ code: 'WRITE_FAILED' });
      log.failing.delete(failing);
    }
    expect(await worlds.remove('w1')).toBe(true);
    expect(new Set(log.removed.map((name) => name.split('/')[0]))).toEqual(new Set(['sandbox', 'snapshot']));
    expect(sandboxes.list()).toEqual([]);
    expect(await worlds.remove('w1')).toBe(false);
  });

  it('is finished by the next use of the sandbox, which begins again', async () => {
    const log = createFailingLog();
    const { worlds } = await openWorlds(log);
    const world = await create(worlds, 'w1');
    await addShelf(world.store);
    log.failing.add('control/');
    await expect(worlds.remove('w1')).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    log.failing.clear();
    await worlds.close();
    await worlds.load('w1');
    const { world: next, enter } = worlds.borrow('w1');
    expect(await enter()).toEqual(['created']);
    expect(next.store.get('shelves', 70)).toBeUndefined();
  });

  it('is finished by the next use also when the state that the sandbox began with is gone', async () => {
    const log = createFailingLog();
    const { worlds, sandboxes } = await openWorlds(log);
    await create(worlds, 'w1');
    log.failing.add('control/');
    await expect(worlds.remove('w1')).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    log.failing.clear();
    await worlds.close();
    // Nothing uses the state, so the log may drop it.
    worlds.baseline.store.log.readState = () => Promise.reject(new Error('the state is missing'));
    sandboxes.setSchema(toSchema('one'));
    expect(await worlds.loadAll()).toEqual([]);
    expect(sandboxes.list()).toEqual([]);
  });

  it('is not taken for one when that state alone is gone, and the log is closed', async () => {
    const log = createFailingLog();
    const { worlds, sandboxes } = await openWorlds(log);
    await create(worlds, 'w1');
    await worlds.close();
    worlds.baseline.store.log.readState = () => Promise.reject(new Error('the state is missing'));
    sandboxes.setSchema(toSchema('one'));
    log.closed.length = 0;
    await expect(worlds.loadAll()).rejects.toMatchObject({ code: 'READ_FAILED' });
    expect([sandboxes.list(), log.closed]).toEqual([['w1'], ['sandbox/w1/1']]);
  });

  it('of a snapshot can be repeated', async () => {
    const log = createFailingLog();
    const { worlds, openSnapshots } = await openWorlds(log);
    const snapshots = openSnapshots(worlds.baseline);
    await snapshots.save(snapshotOf(worlds.baseline, 'one'));
    log.failing.add('snapshot/');
    await expect(snapshots.remove('one')).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    log.failing.clear();
    expect([await snapshots.remove('one'), await snapshots.remove('one'), log.removed.length]).toEqual([
      true,
      false,
      1,
    ]);
  });
});

it('a snapshot whose name cannot be stored leaves no state', async () => {
  const log = createFailingLog();
  const { worlds, openSnapshots } = await openWorlds(log);
  log.failing.add('control/');
  const saving = openSnapshots(worlds.baseline).save(snapshotOf(worlds.baseline, 'one'));
  await expect(saving).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  expect(log.removed).toEqual([expect.stringMatching(/^snapshot\//)]);
});
