import { beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { openWorld } from '../../../src/assembly/world/open-world.ts';
import { packagedFiles } from '../../../src/assembly/load/packaged-files.ts';
import { ConstraintError, type RecordViolation } from '../../../src/store/port/store-error.ts';
import type { Store, Transaction } from '../../../src/store/port/store.ts';

const { contract, platform } = await loadContract(undefined);
const options = {
  contract,
  platform,
  seed: '1',
  data: undefined,
  fixtures: packagedFiles.fixtures(),
  isChecked: true,
} as const;
let store: Store;

beforeEach(async () => {
  store = (await openWorld(options)).world.store;
});

/** Returns the violations for which a transaction is rejected, and asserts that nothing of it was committed. */
async function violationsOf(
  work: (transaction: Transaction) => void,
  held: Store = store,
): Promise<readonly RecordViolation[]> {
  const [position, before] = [held.position, held.snapshot()];
  const error: unknown = await held.transaction(work).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return [];
  if (!(error instanceof ConstraintError)) throw new Error('Something else went wrong.', { cause: error });
  expect(held.position).toBe(position);
  expect(held.snapshot()).toEqual(before);
  return error.violations;
}

const thread = (): string => String(store.all('threads')[0]?.['uuid']);

describe('a transaction', () => {
  it('is committed when every changed record is valid', async () => {
    expect(await violationsOf((each) => each.update('threads', thread(), { name: 'Renamed' }))).toEqual([]);
    expect(store.get('threads', thread())?.['name']).toBe('Renamed');
  });

  it('commits nothing when one changed record is invalid', async () => {
    const violations = await violationsOf((each) => {
      each.update('users', 123, { name: 'Jo' });
      each.update('threads', thread(), { name: 'A'.repeat(256) });
    });
    expect(violations).toMatchObject([{ collection: 'threads', key: thread(), path: ['name'], keyword: 'maxLength' }]);
  });

  it('may have an invalid intermediate state', async () => {
    const violations = await violationsOf((each) => {
      each.update('threads', thread(), { name: '' });
      each.update('threads', thread(), { name: 'Renamed' });
    });
    expect(violations).toEqual([]);
  });

  it('rejects undeclared fields, and foreign keys without a record', async () => {
    const none = '00000000-0000-4000-8000-000000000000';
    expect(await violationsOf((each) => each.update('threads', thread(), { colour: 'red' }))).toMatchObject([
      { path: ['colour'], keyword: 'unknown' },
    ]);
    expect(await violationsOf((each) => each.update('threads', thread(), { agent_uuid: none }))).toMatchObject([
      { path: ['agent_uuid'], keyword: 'exists' },
    ]);
  });

  it('cannot delete a record that another record refers to', async () => {
    const violations = await violationsOf((each) => each.delete('users', 123));
    expect(violations.length).toBeGreaterThan(0);
    expect(new Set(violations.map(({ keyword }) => keyword))).toEqual(new Set(['exists']));
  });

  it('is also checked in a fork, and after a rewind or restore', async () => {
    const broken = (each: Transaction): void => void each.update('users', 123, { name: 7 });
    const first = store.checkpoint();
    await store.transaction((each) => each.update('users', 123, { name: 'Jo' }));
    await store.rewind(first);
    expect(await violationsOf(broken)).toHaveLength(1);
    await store.restore(store.snapshot());
    expect(await violationsOf(broken)).toHaveLength(1);
    expect(await violationsOf(broken, store.fork())).toHaveLength(1);
  });

  it('that is rejected does not block another one that waits', async () => {
    const broken = store.transaction((each) => each.update('users', 123, { name: 7 }));
    const right = store.transaction((each) => each.update('users', 123, { name: 'Jo' }));
    await expect(broken).rejects.toThrow(ConstraintError);
    await right;
    expect(store.get('users', 123)?.['name']).toBe('Jo');
  });

  it('reports the rejected records without secrets', async () => {
    const account = String(
      store.all('accounts').find((record) => record['token_hash'] !== undefined || record['token'] !== undefined)?.[
        'uuid'
      ],
    );
    const error = await store
      .transaction((each) => each.update('accounts', account, { provider_display_name: 7 }))
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify((error as ConstraintError).records)).toContain('"provider_display_name":7');
    expect(JSON.stringify((error as ConstraintError).records)).not.toMatch(/sha256|_hash/);
  });
});
