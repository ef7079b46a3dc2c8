import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { createCheckState, type CheckState } from '../../../src/control/world/check-state.ts';
import { replaceState } from '../../../src/control/world/replace-state.ts';
import type { Problem } from '../../../src/kernel/problem.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import type { Store, StoredRecord } from '../../../src/store/port/store.ts';
import type { World } from '../../../src/store/port/world.ts';
import { countTurns } from '../../support/count-turns.ts';

const PETS = [{ name: 'pets', key: 'id', indexes: [] }];
const DIGEST = 'sha256:one';

function openStore(pets: readonly StoredRecord[]): Store {
  const initial = { position: 7, sequences: {}, collections: { pets } };
  return createStore({ collections: PETS, journal: createMemoryJournal(), initial });
}

function replace(store: Store, pets: readonly StoredRecord[], checkState: CheckState): Promise<void> {
  const world = { store, clock: { now: () => 0 } } as unknown as World;
  return replaceState(
    world,
    { collections: { pets: [...pets] } },
    { platform: undefined, collections: PETS, checkState },
  );
}

const accept: CheckState = async () => [];

describe('a state that is replaced', () => {
  it('is checked while nothing of it is shown, and then shown at once', async () => {
    const store = openStore([{ id: 1 }, { id: 2 }]);
    const seen: unknown[] = [];
    await replace(store, [{ id: 3 }], async (trial) => {
      seen.push(store.all('pets'), trial.all('pets'));
      return [];
    });
    expect(seen).toEqual([[{ id: 1 }, { id: 2 }], [{ id: 3 }]]);
    expect([store.all('pets'), store.position]).toEqual([[{ id: 3 }], 7]);
  });

  it('stays as it is when the new one has faults', async () => {
    const store = openStore([{ id: 1 }]);
    const fault = { pointer: '/collections/pets/0', message: 'No.', remedy: 'Correct it.' };
    await expect(replace(store, [{ id: 3 }], async () => [fault])).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(store.all('pets')).toEqual([{ id: 1 }]);
  });

  it('has the digest that was stored last, also when it was stored during the check', async () => {
    const store = openStore([{ id: 1, password_hash: DIGEST }]);
    let checks = 0;
    await replace(store, [{ id: 1, password_hash: '[redacted]', name: 'Rex' }], async () => {
      checks += 1;
      if (checks === 1) await store.transaction((change) => change.update('pets', 1, { password_hash: 'sha256:two' }));
      return [];
    });
    expect([checks, store.all('pets')]).toEqual([2, [{ id: 1, password_hash: 'sha256:two', name: 'Rex' }]]);
  });

  it('replaces what was written during the check, and its time goes on', async () => {
    const store = openStore([{ id: 1 }]);
    await replace(store, [{ id: 3 }], async () => {
      await store.transaction((change) => change.insert('pets', { id: 2 }));
      return [];
    });
    expect([store.all('pets'), store.position]).toEqual([[{ id: 3 }], 8]);
  });

  it('is rejected when other rules apply after the check', async () => {
    const store = openStore([{ id: 1 }]);
    const error: unknown = await replace(store, [{ id: 3 }], async () => {
      const change = { collections: PETS, contract: 'two', constraint: () => {}, check: async () => {} };
      await store.changeSchema(change);
      return [];
    }).catch((reason: unknown) => reason);
    expect(error as Problem).toMatchObject({
      code: 'STATE_CONFLICT',
      remedy: expect.stringMatching(/^Send it again/) as string,
    });
    expect(store.all('pets')).toEqual([{ id: 1 }]);
  });

  it('is one of two that are sent together, and no mixture', async () => {
    const store = openStore([{ id: 1 }]);
    const make = (name: string): StoredRecord[] => Array.from({ length: 300 }, (_, id) => ({ id, name }));
    await Promise.all([replace(store, make('a'), accept), replace(store, make('b'), accept)]);
    expect(new Set(store.all('pets').map(({ name }) => name)).size).toBe(1);
    expect(store.all('pets')).toHaveLength(300);
  });
});

/** Creates a record that takes longer than a slice to read. */
function createSlow(record: StoredRecord): StoredRecord {
  return new Proxy(record, {
    get: (target, name) => {
      for (const end = performance.now() + 15; performance.now() < end;);
      return Reflect.get(target, name) as unknown;
    },
  });
}

describe('records that take long let other work have turns', () => {
  it('when they replace a state', async () => {
    const records = [1, 2, 3].map((id) => createSlow({ id }));
    expect(await countTurns(() => replace(openStore([]), records, accept))).toBeGreaterThanOrEqual(2);
  });

  it('when they are checked', async () => {
    const { contract } = await loadContract('test/contracts/shop/openapi.yaml');
    const records = [1, 2, 3].map((id) => createSlow({ id }));
    const reader = { all: () => records, get: () => undefined, find: () => [], position: 0 };
    const checkState = createCheckState({ contract, platform: undefined });
    expect(await countTurns(() => checkState(reader))).toBeGreaterThanOrEqual(2);
  });
});
