import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { createAthenaTest, test } from '../../src/vitest.ts';

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const NAMED = { params: { path: { account_uuid: ACCOUNT } } };

describe.concurrent('tests beside each other', () => {
  for (const name of ['Ada', 'Grace']) {
    test(`see what they wrote themselves: ${name}`, async ({ athena, baseUrl }) => {
      await athena.client.PUT('/api/v1/accounts/{account_uuid}', { ...NAMED, body: { provider_display_name: name } });
      const response = await fetch(`${baseUrl}/api/v1/accounts/${ACCOUNT}`, {
        headers: { authorization: 'Bearer athena-demo-token' },
      });
      expect(await response.json()).toMatchObject({ data: { provider_display_name: name } });
      await expect(athena).toHaveReceived('updateAccount', { body: { provider_display_name: name }, exactly: 1 });
      await expect(athena).not.toHaveReceived('deleteAccount');
    });
  }
});

test('an expected body is typed by the contract', async ({ athena }) => {
  await athena.client.PUT('/api/v1/accounts/{account_uuid}', { ...NAMED, body: { provider_display_name: 'Ada' } });
  await expect(athena).toHaveReceived('updateAccount', { body: { provider_display_name: { $contains: 'd' } } });
  await expect(athena).toHaveReceived('updateAccount', { body: { '$.provider_display_name': 'Ada' } });
  await expect(athena).toHaveReceived('updateAccount', { body: { $exists: true } });
  // @ts-expect-error -- The contract has no property of this name.
  await expect(athena).not.toHaveReceived('updateAccount', { body: { provider_displayname: 'Ada' } });
  // @ts-expect-error -- The name is a string.
  await expect(athena).not.toHaveReceived('updateAccount', { body: { provider_display_name: 1 } });
  // @ts-expect-error -- The operation has no body.
  await expect(athena).not.toHaveReceived('retrieveAccount', { body: { provider_display_name: 'Ada' } });
  await expect(athena).not.toHaveReceived('createAgent', { body: { metadata: { of: ['your', 'own', 1] } } });
  await expect(athena).not.toHaveReceived<string>('retrieveAccount', { body: { anything: 1 } });
  await expect(expect(athena).toHaveReceived('ofAnotherContract', { body: { anything: 1 } })).rejects.toThrow(
    'There is no operation "ofAnotherContract".',
  );
});

test('a miss says what came nearest', async ({ athena }) => {
  await athena.client.PUT('/api/v1/accounts/{account_uuid}', { ...NAMED, body: { provider_display_name: 'Ada' } });
  await expect(
    expect(athena).toHaveReceived('updateAccount', { body: { provider_display_name: 'Bob' } }),
  ).rejects.toThrow('body.provider_display_name: expected "Bob", was "Ada"');
});

const breaching = createAthenaTest({ spec: fileURLToPath(new URL('breaching.yaml', import.meta.url)) });

breaching.fails('a test fails in which an answer broke the contract', async ({ athena }) => {
  expect((await athena.fetch('http://127.0.0.1/count')).status).toBe(200);
});
