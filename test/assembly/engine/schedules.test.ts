import { afterEach, expect, test } from 'vitest';
import { openEngine, type Engine } from '../../../src/assembly/engine/open-engine.ts';
import { completeOptions } from '../../../src/assembly/load/complete-options.ts';
import { FAILED_WORKFLOW_WORK } from '../../../src/athena/workflow/work.ts';
import { FAILED_WORK, markFailed } from '../../../src/behaviour/time/failed-work.ts';
import { findNextWork, SCHEDULED_WORK } from '../../../src/behaviour/time/schedule.ts';
import { restoreSnapshot, saveSnapshot } from '../../../src/control/world/save-snapshots.ts';
import { createSharedLog } from '../../../src/index.ts';
import type { JournalLog } from '../../../src/store/port/journal.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const engines: Engine[] = [];
afterEach(() => Promise.all(engines.splice(0).map(close)));

async function open(data?: string, log?: JournalLog): Promise<Engine> {
  const engine = await openEngine(completeOptions({ data, log, seed: 1 }));
  engines.push(engine);
  return engine;
}

async function close({ blobCollector, worlds }: Engine): Promise<void> {
  await blobCollector.close();
  await worlds.baseline.store.close();
}

/** Removes the schedules, as an earlier version has stored none. */
async function forgetSchedules({ worlds: { baseline } }: Engine): Promise<void> {
  await baseline.store.transaction((transaction) => {
    for (const { id } of transaction.all(SCHEDULED_WORK.name)) transaction.delete(SCHEDULED_WORK.name, Number(id));
  });
}

const dueTimes = ({ worlds: { baseline } }: Engine): readonly string[] =>
  baseline.store.all(SCHEDULED_WORK.name).map(({ due }) => new Date(Number(due)).toISOString());

test('a data folder of an earlier version gets its schedules, and another start changes nothing', async () => {
  const data = await makeFolder();
  const first = await open(data);
  const expected = dueTimes(first);
  // Three schedules, and five approvals that wait.
  expect(expected).toHaveLength(8);
  await forgetSchedules(first);
  await close(first);
  const second = await open(data);
  expect(dueTimes(second)).toEqual(expected);
  const { position } = second.worlds.baseline.store;
  await close(second);
  const third = await open(data);
  expect([third.worlds.baseline.store.position, dueTimes(third)]).toEqual([position, expected]);
});

test('replicas that open a log of an earlier version together schedule its work once', async () => {
  const log = createSharedLog();
  const first = await open(undefined, log);
  const expected = dueTimes(first);
  await forgetSchedules(first);
  const replicas = await Promise.all([open(undefined, log), open(undefined, log)]);
  for (const replica of replicas) {
    await replica.worlds.baseline.store.log.catchUp();
    expect(dueTimes(replica)).toEqual(expected);
  }
});

test('a snapshot of an earlier version gets its schedules when it is restored', async () => {
  const engine = await open();
  const { baseline } = engine.worlds;
  const expected = dueTimes(engine);
  await forgetSchedules(engine);
  await saveSnapshot(baseline, { name: 'old' }, engine);
  await restoreSnapshot(baseline, 'old', engine);
  expect(dueTimes(engine)).toEqual(expected);
});

test('a schedule goes on with its next time when a start has failed', async () => {
  const engine = await open();
  const { baseline } = engine.worlds;
  const work = findNextWork(baseline.store);
  if (work === undefined) throw new Error('Nothing is scheduled.');
  await markFailed(baseline, { work, message: 'It broke.', handle: FAILED_WORKFLOW_WORK[work.kind] });
  expect(baseline.store.all(FAILED_WORK.name)).toMatchObject([{ owner: work.owner, message: 'It broke.' }]);
  expect(baseline.store.find(SCHEDULED_WORK.name, 'owner', work.owner ?? null)).toMatchObject([
    { kind: work.kind, due: work.due + 86_400_000 },
  ]);
});
