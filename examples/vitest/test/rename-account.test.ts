import { expect } from 'vitest';
import { test } from 'athena-simulator/vitest';
import { renameAccount } from '../src/rename-account.js';

const ACCOUNT = { token: 'athena-demo-token', uuid: '550e8400-e29b-41d4-a716-446655440000', name: 'Ada' };

test('renames an account', async ({ athena, baseUrl }) => {
  const renamed = await renameAccount({ ...ACCOUNT, baseUrl });
  expect(renamed.provider_display_name).toBe('Ada');
  await expect(athena).toHaveReceived('updateAccount', { body: { provider_display_name: 'Ada' }, exactly: 1 });
});

test('retries while the API is unavailable', async ({ athena, baseUrl }) => {
  await athena.fault({ operationId: 'updateAccount', kind: 'status', status: 503, times: 2 });
  await renameAccount({ ...ACCOUNT, baseUrl });
  await expect(athena).toHaveReceived('updateAccount', { exactly: 3 });
});

test('gives up after three attempts', async ({ athena, baseUrl }) => {
  await athena.fault({ operationId: 'updateAccount', kind: 'status', status: 503 });
  await expect(renameAccount({ ...ACCOUNT, baseUrl })).rejects.toThrow('503');
});

test('is isolated from the other tests', async ({ athena }) => {
  const { data } = await athena.client.GET('/api/v1/accounts/{account_uuid}', {
    params: { path: { account_uuid: ACCOUNT.uuid } },
  });
  expect(data?.data.provider_display_name).not.toBe('Ada');
  await expect(athena).not.toHaveReceived('updateAccount');
});

test('renames in a fork, leaves its sandbox as it is, and sends the request again there', async ({
  athena,
  origin,
}) => {
  const fork = await athena.fork();
  await renameAccount({ ...ACCOUNT, baseUrl: origin + fork.path });
  const { collections } = await athena.diff(athena, fork, { collections: ['accounts'] });
  expect(collections['accounts']?.changed.map(({ key }) => key)).toEqual([ACCOUNT.uuid]);
  const [renaming] = await fork.requests({ operationId: 'updateAccount' });
  const { status, changes } = await fork.replay(renaming?.id ?? '', { sandbox: athena });
  expect([status, changes[0]?.key]).toEqual([200, ACCOUNT.uuid]);
  fork.forget();
});
