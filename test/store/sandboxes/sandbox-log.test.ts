import { expect, it } from 'vitest';
import { SHARED_PIECES } from '../../../src/control/context/control-state.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import {
  createSharedControlState,
  toPieceCollections,
  type SharedControlState,
} from '../../../src/store/control/shared-control-state.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createSharedLog } from '../../../src/store/journals/shared-log.ts';
import { SandboxLog } from '../../../src/store/sandboxes/sandbox-log.ts';
import type { Store } from '../../../src/store/port/store.ts';
import { COLLECTIONS, LIBRARY } from '../port/store-conformance.ts';

interface Opened {
  readonly sandboxes: SandboxLog;
  readonly state: SharedControlState;
  readonly hidden: Store;
  readonly create: (name: string) => Promise<number>;
}

async function openSandboxes(): Promise<Opened> {
  const log = createSharedLog();
  const collections = toPieceCollections(SHARED_PIECES);
  const hidden = createStore({ collections, journal: await log.open({ collections, world: 'control/baseline' }) });
  const state = createSharedControlState({ store: hidden, pieces: SHARED_PIECES, logger: silentLogger });
  const baseline = createStore({
    collections: COLLECTIONS,
    journal: await log.open({ collections: COLLECTIONS, contract: 'one' }),
  });
  await baseline.restore(LIBRARY);
  const schema = { collections: COLLECTIONS, contract: 'one', check: async () => undefined };
  const sandboxes = new SandboxLog({ log, state, baseline, schema, now: () => 1 });
  const create: Opened['create'] = async (name) =>
    (await sandboxes.create(name, baseline.checkpoint(), baseline.revision)).entry.incarnation;
  return { sandboxes, state, hidden, create };
}

it('a deleted sandbox leaves no entry: the directory is as large as the sandboxes that there are', async () => {
  const { sandboxes, hidden, create } = await openSandboxes();
  await create('kept');
  for (let number = 0; number < 50; number += 1) {
    await create(`w${number}`);
    expect(await sandboxes.delete(`w${number}`)).toBe(true);
  }
  const { collections } = hidden.snapshot();
  const records = Object.values(collections).flatMap((all) => all);
  expect(records.map(({ owner }) => owner)).toEqual(expect.arrayContaining(['*', 'kept']));
  expect(records).toHaveLength(2);
  expect(sandboxes.list()).toEqual(['kept']);
  expect(await sandboxes.delete('w1')).toBe(false);
});

it('a sandbox of the name of a deleted one has another log, whichever replica was last to delete one', async () => {
  const { sandboxes, create } = await openSandboxes();
  const first = await create('w1');
  const other = await create('w2');
  await sandboxes.delete('w1');
  const second = await create('w1');
  await sandboxes.delete('w2');
  await sandboxes.delete('w1');
  const third = await create('w1');
  expect(new Set([first, second, third]).size).toBe(3);
  expect(await create('w2')).not.toBe(other);
  const entry = sandboxes.find('w1');
  if (entry === undefined) throw new Error('There is no sandbox.');
  await (await sandboxes.open('w1', entry)).journal.close();
});
