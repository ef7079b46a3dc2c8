import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { FAILED_WORK, type HandleFailedWork } from '../../src/behaviour/time/failed-work.ts';
import { cancelWork, schedule, SCHEDULED_WORK, type PrepareWork } from '../../src/behaviour/time/schedule.ts';
import { createBackgroundWork } from '../../src/behaviour/time/background-work.ts';
import { createDueWorkRunner } from '../../src/behaviour/due-work-runner.ts';
import type { CompiledContract } from '../../src/contract/model/contract.ts';
import type { Platform } from '../../src/behaviour/platform.ts';
import { createIds } from '../../src/kernel/random/ids.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createPace } from '../../src/kernel/time/pace.ts';
import { createSeededRandom } from '../../src/kernel/random/random.ts';
import { createStore } from '../../src/store/create-store.ts';
import { createSharedLog } from '../../src/store/journals/shared-log.ts';
import type { Journal } from '../../src/store/port/journal.ts';
import { createMemoryJournal } from '../../src/store/journals/memory-journal.ts';
import { ConstraintError } from '../../src/store/port/store-error.ts';
import type { Constraint } from '../../src/store/port/store.ts';
import type { World } from '../../src/store/port/world.ts';

const collections = [SCHEDULED_WORK, FAILED_WORK, { name: 'notes', key: 'id', indexes: [] }];
let contract: CompiledContract;

beforeAll(async () => {
  ({ contract } = await loadContract('test/contracts/shop/openapi.yaml'));
});

function openWorld(constraint?: Constraint): World & { time: number } {
  const random = createSeededRandom('1');
  const world = {
    name: 'baseline',
    store: createStore({ collections, journal: createMemoryJournal(), constraint }),
    time: 0,
    clock: {
      now: (): number => world.time,
      unmoved: (): number => world.time,
      flows: false,
      wait: () => Promise.resolve(),
    },
    random,
    ids: createIds(random),
    pace: createPace(1),
  };
  return world;
}

/** Writes down its text and when it was due; `again` schedules another, so much later. */
const note: PrepareWork =
  () =>
  async (payload, { now }) => {
    if (payload['text'] === 'broken') throw new Error('This one cannot be done.');
    return (transaction) => {
      transaction.insert('notes', { id: transaction.next('notes'), text: String(payload['text']), now });
      const again = Number(payload['again'] ?? 0);
      if (again > 0)
        schedule(transaction, { kind: 'note', due: now + again, payload: { text: `${String(payload['text'])}!` } });
    };
  };

function createNoteRunner(handleFailure?: HandleFailedWork) {
  const errors: unknown[] = [];
  const breaches: unknown[] = [];
  const logger = { ...silentLogger, error: (facts: unknown) => errors.push(facts) };
  const platform = { work: { note }, failedWork: { note: handleFailure } } as unknown as Platform;
  const runner = createDueWorkRunner(contract, platform, logger, {
    reportBreach: (_world, kind, { violations }) => void breaches.push([kind, violations]),
  });
  return { ...runner, errors, breaches };
}

const textsOf = ({ store }: World): readonly unknown[] =>
  store.all('notes').map(({ text, now }) => `${String(text)} ${String(now)}`);

describe('scheduled work', () => {
  it('that violates a constraint of the store is reported and marked as failed, and the next one runs', async () => {
    const violation = {
      collection: 'notes',
      key: 1,
      path: ['text'],
      keyword: 'const',
      message: 'It is forbidden.',
      remedy: 'Write another.',
    };
    const world = openWorld((reader) => {
      if (reader.all('notes').some(({ text }) => text === 'forbidden')) throw new ConstraintError([violation], []);
    });
    const runner = createNoteRunner();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 100, payload: { text: 'forbidden', again: 50 } });
      schedule(transaction, { kind: 'note', due: 200, payload: { text: 'allowed' } });
    });
    world.time = 500;
    await runner.run(world);
    expect(textsOf(world)).toEqual(['allowed 200']);
    expect(runner.breaches).toEqual([['note', [violation]]]);
    expect(runner.errors).toHaveLength(1);
    expect(world.store.all(FAILED_WORK.name)).toMatchObject([
      { kind: 'note', message: expect.stringContaining('It is forbidden.') as unknown },
    ]);
    expect(world.store.all(SCHEDULED_WORK.name)).toEqual([]);
  });

  it('runs when it is due, in order, each at its own time', async () => {
    const world = openWorld();
    const runner = createNoteRunner();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 300, payload: { text: 'third' } });
      schedule(transaction, { kind: 'note', due: 100, payload: { text: 'first', again: 50 } });
      schedule(transaction, { kind: 'note', due: 900, payload: { text: 'later' } });
    });
    expect(runner.isDue(world)).toBe(false);
    world.time = 500;
    expect(runner.isDue(world)).toBe(true);
    await Promise.all([runner.run(world), runner.run(world)]);
    expect(textsOf(world)).toEqual(['first 100', 'first! 150', 'third 300']);
    expect(runner.isDue(world)).toBe(false);
    expect(world.store.all(SCHEDULED_WORK.name)).toHaveLength(1);
  });

  it('is told to who watches its world, also when it fails, until that ends', async () => {
    const [world, other] = [openWorld(), openWorld()];
    const runner = createNoteRunner();
    const [ran, ranInOther]: [string[], string[]] = [[], []];
    const stop = runner.watch(world, ({ payload }) => ran.push(String(payload['text'])));
    runner.watch(other, ({ kind }) => ranInOther.push(kind));
    for (const text of ['one', 'broken', 'later'])
      await world.store.transaction((transaction) => {
        schedule(transaction, { kind: 'note', due: text === 'later' ? 900 : 100, payload: { text } });
      });
    await other.store.transaction((transaction) => {
      schedule(transaction, { kind: 'unknown', due: 100, payload: {} });
    });
    world.time = 500;
    other.time = 500;
    await Promise.all([runner.run(world), runner.run(world), runner.run(other)]);
    expect([ran, ranInOther]).toEqual([['one', 'broken'], ['unknown']]);
    stop();
    world.time = 1000;
    await runner.run(world);
    expect(textsOf(world)).toEqual(['one 100', 'later 900']);
    expect(ran).toEqual(['one', 'broken']);
  });

  it('is cancelled with its owner', async () => {
    const world = openWorld();
    const runner = createNoteRunner();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 1, payload: { text: 'gone' }, owner: 'runs/1' });
      schedule(transaction, { kind: 'note', due: 2, payload: { text: 'kept' }, owner: 'runs/2' });
      cancelWork(transaction, 'runs/1');
    });
    await runner.run(world, 10);
    expect(textsOf(world)).toEqual(['kept 2']);
  });

  it('is part of the state: a snapshot restores it', async () => {
    const world = openWorld();
    await world.store.transaction((transaction) =>
      schedule(transaction, { kind: 'note', due: 5, payload: { text: 'found again' } }),
    );
    const other = openWorld();
    await other.store.restore(world.store.snapshot());
    await createNoteRunner().run(other, 5);
    expect(textsOf(other)).toEqual(['found again 5']);
  });

  it('that fails is logged, and the work after it still runs', async () => {
    const world = openWorld();
    const runner = createNoteRunner();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 1, payload: { text: 'broken' } });
      schedule(transaction, { kind: 'unknown', due: 2, payload: {} });
      schedule(transaction, { kind: 'note', due: 3, payload: { text: 'whole' } });
    });
    await runner.run(world, 10);
    expect(textsOf(world)).toEqual(['whole 3']);
    expect(runner.errors).toMatchObject([
      { kind: 'note', id: 1 },
      { kind: 'unknown', id: 2 },
    ]);
  });
});

describe('scheduled work that fails', () => {
  it('is stored with the reason, and not tried again', async () => {
    const world = openWorld();
    const runner = createNoteRunner();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 1000, payload: { text: 'broken' }, owner: 'runs/1' });
    });
    await runner.run(world, 10_000);
    await runner.run(world, 10_000);
    expect(world.store.all(FAILED_WORK.name)).toEqual([
      {
        id: 1,
        kind: 'note',
        due: 1000,
        owner: 'runs/1',
        message: 'This one cannot be done.',
        failed_at: '1970-01-01T00:00:00Z',
      },
    ]);
    expect(world.store.all(SCHEDULED_WORK.name)).toEqual([]);
    expect(runner.errors).toHaveLength(1);
  });

  it('ends the operation that waits for it, in the same transaction', async () => {
    const world = openWorld();
    const runner = createNoteRunner((transaction, payload, { message, now }) => {
      transaction.insert('notes', {
        id: transaction.next('notes'),
        text: `${String(payload['text'])}: ${message}`,
        now,
      });
    });
    await world.store.transaction((transaction) =>
      schedule(transaction, { kind: 'note', due: 7, payload: { text: 'broken' } }),
    );
    await runner.run(world, 10);
    expect(textsOf(world)).toEqual(['broken: This one cannot be done. 7']);
  });

  it('is marked as failed even if its failure handler throws', async () => {
    const world = openWorld();
    const runner = createNoteRunner(() => {
      throw new Error('Nor can this.');
    });
    await world.store.transaction((transaction) =>
      schedule(transaction, { kind: 'note', due: 7, payload: { text: 'broken' } }),
    );
    await runner.run(world, 10);
    expect(world.store.all(FAILED_WORK.name)).toMatchObject([{ message: 'This one cannot be done.' }]);
    expect(runner.errors).toHaveLength(2);
  });

  it('is stored up to a hundred entries, and the oldest are evicted first', async () => {
    const world = openWorld();
    await world.store.transaction((transaction) => {
      for (let due = 1; due <= 103; due += 1) schedule(transaction, { kind: 'note', due, payload: { text: 'broken' } });
    });
    await createNoteRunner().run(world, 1000);
    expect(world.store.all(FAILED_WORK.name).map(({ due }) => due)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 4),
    );
  });
});

describe('due work before a request', () => {
  const scheduleNotes = (world: World, count: number): Promise<void> =>
    world.store.transaction((transaction) => {
      for (let due = 1; due <= count; due += 1) schedule(transaction, { kind: 'note', due, payload: { text: 'note' } });
    });

  it('is run by the first request, and a second request waits only briefly for it', async () => {
    const world = openWorld();
    world.time = 1000;
    const runner = createNoteRunner();
    await scheduleNotes(world, 1);
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow = createDueWorkRunner(
      contract,
      { work: { note: () => () => gate.then(() => () => {}) } } as unknown as Platform,
      silentLogger,
    );
    const first = slow.catchUp(world);
    await slow.catchUp(world);
    expect(runner.isDue(world)).toBe(true);
    release();
    await first;
    expect(runner.isDue(world)).toBe(false);
  });

  it('yields to the event loop between its slices', async () => {
    const world = openWorld();
    world.time = 10_000;
    await scheduleNotes(world, 2000);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await createNoteRunner().catchUp(world);
    clearInterval(timer);
    expect(textsOf(world)).toHaveLength(2000);
    expect(turns).toBeGreaterThan(3);
  });

  it('waits while the store is full, and reads continue', async () => {
    const world = openWorld();
    world.time = 1000;
    await scheduleNotes(world, 2);
    const [journal, disk] = [createMemoryJournal(), { isFull: true }];
    const append: Journal['append'] = async (entries, expected) => {
      if (disk.isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return journal.append(entries, expected);
    };
    const store = createStore({ collections, journal: { ...journal, append }, initial: world.store.snapshot() });
    const full = { ...world, store, clock: { ...world.clock, now: () => 1000 } };
    const runner = createNoteRunner();
    await runner.catchUp(full);
    expect([runner.isDue(full), runner.errors]).toEqual([true, []]);
    await expect(runner.run(full)).rejects.toMatchObject({ code: 'STORE_FULL' });
    disk.isFull = false;
    await runner.catchUp(full);
    expect(textsOf(full)).toEqual(['note 1', 'note 2']);
  });
});

describe('background work', () => {
  /** A runner whose `ask` work waits until the test releases it, and writes a note. */
  function createAskRunner() {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const asked: string[] = [];
    const ask: PrepareWork =
      () =>
      async (payload, { now }) => {
        asked.push(String(payload['text']));
        await gate;
        return (transaction) =>
          transaction.insert('notes', { id: transaction.next('notes'), text: String(payload['text']), now });
      };
    const platform = { work: { note }, backgroundWork: { ask } } as unknown as Platform;
    const background = createBackgroundWork();
    return { ...createDueWorkRunner(contract, platform, silentLogger, { background }), background, asked, release };
  }

  const scheduleAll = (world: World, ...works: readonly (readonly [kind: string, text: string, due: number])[]) =>
    world.store.transaction((transaction) => {
      for (const [kind, text, due] of works) schedule(transaction, { kind, due, payload: { text } });
    });

  it('runs once, beside other work, which is not late for it', async () => {
    const world = openWorld();
    const runner = createAskRunner();
    await scheduleAll(world, ['ask', 'slow', 1], ['note', 'quick', 2]);
    world.time = 5;
    expect(runner.isDue(world)).toBe(true);
    await runner.run(world);
    expect(textsOf(world)).toEqual(['quick 2']);
    expect(runner.isDue(world)).toBe(false);
    await runner.run(world);
    runner.release();
    await expect.poll(() => textsOf(world)).toEqual(['quick 2', 'slow 1']);
    expect([runner.asked, world.store.all(SCHEDULED_WORK.name)]).toEqual([['slow'], []]);
  });

  it('stays scheduled when the simulator closes, and runs again after a restart', async () => {
    const world = openWorld();
    const runner = createAskRunner();
    await scheduleAll(world, ['ask', 'slow', 0]);
    await runner.run(world);
    runner.background.close();
    runner.release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([textsOf(world), world.store.all(SCHEDULED_WORK.name).length]).toEqual([[], 1]);
    const next = createAskRunner();
    next.release();
    await next.run(world);
    await expect.poll(() => textsOf(world)).toEqual(['slow 0']);
  });

  it('is not started once the simulator closes: a run that finds it due ends', async () => {
    const world = openWorld();
    const runner = createAskRunner();
    await scheduleAll(world, ['ask', 'slow', 0], ['note', 'later', 1]);
    runner.background.close();
    const run = runner.run(world).then(() => 'ended');
    const ending = await Promise.race([run, takeTurns(1000)]);
    const scheduled = world.store.all(SCHEDULED_WORK.name).length;
    // A run that does not end would keep a processor busy during the tests that follow.
    await world.store.transaction((transaction) => {
      for (const { id } of transaction.all(SCHEDULED_WORK.name)) transaction.delete(SCHEDULED_WORK.name, Number(id));
    });
    expect([ending, scheduled, runner.asked]).toEqual(['ended', 2, []]);
  });

  it('does not write into a state that was restored meanwhile, and leaves other work with its number', async () => {
    const world = openWorld();
    const runner = createAskRunner();
    const start = world.store.checkpoint();
    await scheduleAll(world, ['ask', 'old', 0]);
    await runner.run(world);
    await world.store.rewind(start);
    await scheduleAll(world, ['note', 'new', 9]);
    runner.release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([textsOf(world), world.store.all(SCHEDULED_WORK.name).length]).toEqual([[], 1]);
  });

  it.each<[string, string | undefined]>([
    ['another owner', 'notes/2'],
    ['no owner', undefined],
  ])('of a replica neither runs nor removes work of %s that another scheduled after a reset', async (_what, owner) => {
    const log = createSharedLog();
    const openReplica = async (): Promise<ReturnType<typeof openWorld>> => {
      const journal = await log.open({ collections });
      if (journal.initial === undefined) await journal.replace({ position: 0, sequences: {}, collections: {} }, 0);
      const joined = await log.open({ collections });
      return { ...openWorld(), store: createStore({ collections, journal: joined }) };
    };
    const [left, right] = [await openReplica(), await openReplica()];
    const runner = createAskRunner();
    const start = right.store.checkpoint();
    const ask = { kind: 'ask', due: 0, payload: { text: 'same' } };
    await left.store.transaction((transaction) => schedule(transaction, { ...ask, owner: 'notes/1' }));
    await runner.run(left);
    await right.store.rewind(start);
    await right.store.transaction((transaction) =>
      schedule(transaction, owner === undefined ? ask : { ...ask, owner }),
    );
    runner.release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await left.store.log.catchUp();
    expect([textsOf(left), left.store.all(SCHEDULED_WORK.name)]).toMatchObject([[], [{ owner: owner ?? null }]]);
  });

  it('is not asked again when its result cannot be stored: that is tried again', async () => {
    const journal = createMemoryJournal();
    let failures = 0;
    const failing = new Proxy(journal, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== 'append' || typeof value !== 'function')
          return typeof value === 'function' ? value.bind(target) : value;
        return (...args: unknown[]) => {
          if (failures > 0) {
            failures -= 1;
            return Promise.reject(new Error('No space is left on the device.'));
          }
          return value.apply(target, args) as unknown;
        };
      },
    });
    const world = { ...openWorld(), store: createStore({ collections, journal: failing }) };
    const runner = createAskRunner();
    await scheduleAll(world, ['ask', 'slow', 0]);
    await runner.run(world);
    failures = 1;
    runner.release();
    await expect.poll(() => textsOf(world)).toEqual(['slow 0']);
    expect([runner.asked, failures]).toEqual([['slow'], 0]);
  });
});

/** Waits for that many turns of the event loop, whatever time they take. */
async function takeTurns(count: number): Promise<string> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
  return 'still running';
}
