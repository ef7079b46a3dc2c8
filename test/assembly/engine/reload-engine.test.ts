import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { openEngine, type Engine } from '../../../src/assembly/engine/open-engine.ts';
import { reloadEngine } from '../../../src/assembly/engine/reload-engine.ts';
import { completeOptions } from '../../../src/assembly/load/complete-options.ts';
import { replaceState } from '../../../src/control/world/replace-state.ts';
import { restoreSnapshot, saveSnapshot } from '../../../src/control/world/save-snapshots.ts';
import type { Store } from '../../../src/store/port/store.ts';
import { useShopVariants } from '../../support/shop-variants.ts';

const copyShop = useShopVariants();
const engines: Engine[] = [];
afterEach(async () => {
  for (const { blobCollector, worlds } of engines.splice(0)) {
    await blobCollector.close();
    await worlds.baseline.store.close();
  }
});

const toShelf = (name: string) => ({ id: 1, name, slug: 'one', position: 0 });

interface Reloading {
  /** Its calls are still served. */
  readonly previous: Engine;
  readonly engine: Engine;
  readonly store: Store;
}

/**
 * Stores the shelf `M` and a snapshot of it, renames the shelf, and reloads a contract whose names are longer. Calls of
 * the previous engine are served until it is replaced.
 */
async function reload(): Promise<Reloading> {
  const spec = await copyShop();
  const config = completeOptions({ spec });
  const previous = await openEngine(config);
  const { baseline } = previous.worlds;
  await baseline.store.transaction((transaction) => transaction.insert('shelves', toShelf('M')));
  await saveSnapshot(baseline, { name: 'short' }, previous);
  await baseline.store.transaction((transaction) => transaction.update('shelves', 1, { name: 'Maps' }));
  const text = await readFile(spec, 'utf8');
  await writeFile(spec, text.replace('name: { type: string }', 'name: { type: string, minLength: 3 }'));
  const { engine } = await reloadEngine(config, previous, { isFollowing: false });
  engines.push(engine);
  return { previous, engine, store: baseline.store };
}

const SHORT = { collections: { shelves: [toShelf('S')] } };
const LONG = { collections: { shelves: [toShelf('Songs')] } };

it('a call of the previous contract does not write what the new one forbids', async () => {
  const { previous, store } = await reload();
  const { baseline } = previous.worlds;
  await expect(replaceState(baseline, SHORT, previous)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  await expect(restoreSnapshot(baseline, 'short', previous)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  expect(store.all('shelves')).toEqual([toShelf('Maps')]);
});

it('a call of the new contract checks by it, and writes', async () => {
  const { engine, store } = await reload();
  const { baseline } = engine.worlds;
  await expect(replaceState(baseline, SHORT, engine)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  await expect(restoreSnapshot(baseline, 'short', engine)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  await replaceState(baseline, LONG, engine);
  expect(store.all('shelves')).toEqual([toShelf('Songs')]);
});
