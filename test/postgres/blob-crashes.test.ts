import { expect, it } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import { createPostgresBlobs } from '../../src/store/journals/postgres/postgres-blobs.ts';
import type { Store } from '../../src/store/port/store.ts';
import { expectComplete, FILES, useBlobs, type BlobUser } from '../store/port/blob-crash-suite.ts';
import { usePostgresLogs } from './postgres-logs.ts';

const { createSchema, openLog } = usePostgresLogs();

/** A process that ends before one of its steps, or after it without having heard of its result. */
interface Ending {
  readonly at: number;
  readonly isDone: boolean;
}

/** Opens a process. Each statement for a blob and each transaction is a step. */
async function open(schema: string, ending?: Ending): Promise<BlobUser & { steps(): number; close(): Promise<void> }> {
  const log = openLog(schema);
  const journal = await log.open({ collections: FILES });
  if (journal.initial === undefined)
    await journal.replace({ position: 0, sequences: {}, collections: { files: [] } }, journal.position);
  const store: Store = createStore({ collections: FILES, journal });
  let [steps, isEnded] = [0, false];
  const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    steps += 1;
    isEnded ||= steps === ending?.at && !ending.isDone;
    if (isEnded) throw new Error('The process has ended.');
    const result = await work();
    isEnded ||= steps === ending?.at;
    if (isEnded) throw new Error('The process has ended.');
    return result;
  };
  const blobs = createPostgresBlobs({
    getDatabase: () => ({ query: (statement, timeout) => step(() => log.getDatabase().query(statement, timeout)) }),
    schema,
    keptFor: 0,
  });
  return {
    blobs,
    store: { transaction: (work) => step(() => store.transaction(work)), snapshot: () => store.snapshot() },
    steps: () => steps,
    close: () => store.close(),
  };
}

it('after a crash at any step every record has its blob, and a collection leaves nothing else', async () => {
  const complete = await open(createSchema());
  expect([...(await useBlobs(complete)).stored]).toEqual(['again', 'last']);
  const steps = complete.steps();
  await complete.close();
  expect(steps).toBeGreaterThan(20);
  for (const isDone of [false, true])
    for (let at = 1; at <= steps; at += 1) {
      const schema = createSchema();
      const crashed = await open(schema, { at, isDone });
      const acknowledged = await useBlobs(crashed);
      await crashed.close();
      const next = await open(schema);
      await expectComplete(next, acknowledged, `step ${at} of ${steps}, done: ${isDone}`);
      await next.close();
    }
});
