import { describe, expect, it, vi } from 'vitest';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { createCheckState, type CheckState } from '../../../src/control/world/check-state.ts';
import { replaceState } from '../../../src/control/world/replace-state.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import type { Store, StoredRecord } from '../../../src/store/port/store.ts';
import type { World } from '../../../src/store/port/world.ts';
import { countTurns } from '../../support/count-turns.ts';

const PETS = [{ name: 'pets', key: 'id', indexes: [] }];
const DIGEST = 'sha256:one';

function openStore(pets: readonly StoredRecord[]): Store {
  const initial = { position: 7, sequences: {}, collections: { pets } };
  return createStore({ collections: PETS, contract: 'one', journal: createMemoryJournal(), initial });
}

function replace(store: Store, pets: readonly StoredRecord[], checkState: CheckState): Promise<void> {
  const world = { store, clock: { now: () => 0 } } as unknown as World;
  return replaceState(
    world,
    { collections: { pets: [...pets] } },
    { platform: undefined, collections: PETS, checkState, contract: { hash: 'one' } },
  );
}

/** Switches to another contract, as a reload does before the calls use it. */
function changeContract(store: Store): Promise<void> {
  return store.changeSchema({ collections: PETS, contract: 'two', check: async () => {} });
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

  it('has the digest that another request stores between the check and the write', async () => {
    const store = openStore([{ id: 1, password_hash: DIGEST }]);
    const rewind = store.rewind.bind(store);
    vi.spyOn(store, 'rewind').mockImplementationOnce(async (...given) => {
      await store.transaction((change) => change.update('pets', 1, { password_hash: 'sha256:two' }));
      return rewind(...given);
    });
    await replace(store, [{ id: 1, password_hash: '[redacted]', name: 'Rex' }], accept);
    expect(store.all('pets')).toEqual([{ id: 1, password_hash: 'sha256:two', name: 'Rex' }]);
  });

  it('is checked once when other properties of a record with a digest change meanwhile', async () => {
    const store = openStore([{ id: 1, password_hash: DIGEST }]);
    let checks = 0;
    await replace(store, [{ id: 1, password_hash: '[redacted]' }], async () => {
      checks += 1;
      await store.transaction((change) => change.update('pets', 1, { name: `Rex ${checks}` }));
      return [];
    });
    expect([checks, store.all('pets')]).toEqual([1, [{ id: 1, password_hash: DIGEST }]]);
  });

  it('is rejected when a digest changes during each check', async () => {
    const store = openStore([{ id: 1, password_hash: DIGEST }]);
    let checks = 0;
    const replacing = replace(store, [{ id: 1, password_hash: '[redacted]', name: 'Rex' }], async () => {
      checks += 1;
      if (checks > 10) throw new Error('It is checked without end.');
      await store.transaction((change) => change.update('pets', 1, { password_hash: `sha256:${checks}` }));
      return [];
    });
    await expect(replacing).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      remedy: expect.stringMatching(/^Send it again when/) as string,
    });
    expect([checks, store.all('pets')]).toEqual([3, [{ id: 1, password_hash: 'sha256:3' }]]);
  });

  it('has faults when a digest that it leaves unchanged is deleted meanwhile', async () => {
    const store = openStore([{ id: 1, password_hash: DIGEST }]);
    const replacing = replace(store, [{ id: 1, password_hash: '[redacted]' }], async () => {
      await store.transaction((change) => change.delete('pets', 1));
      return [];
    });
    await expect(replacing).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(store.all('pets')).toEqual([]);
  });

  it.each([
    { name: 'while it is checked', before: async () => {}, during: changeContract },
    { name: 'before its call, which still checks by the previous one', before: changeContract, during: async () => {} },
  ])('is rejected when the contract is changed $name', async ({ before, during }) => {
    const store = openStore([{ id: 1 }]);
    await before(store);
    const replacing = replace(store, [{ id: 3 }], async () => {
      await during(store);
      return [];
    });
    await expect(replacing).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      remedy: expect.stringMatching(/^Send it again: /) as string,
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
