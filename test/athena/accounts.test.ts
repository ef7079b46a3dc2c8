import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { asPeople } from './people.ts';

const OPENAI = '550e8400-e29b-41d4-a716-446655440000';
const ACCOUNT = 'accounts/550e8400-e29b-41d4-a716-446655440000';

let simulator: Simulator;
let call: ReturnType<typeof asPeople>;
beforeEach(async () => {
  simulator = await createSimulator();
  call = asPeople(simulator);
});
afterEach(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

const required = (field: string, strategy: string): JsonObject => ({
  [field]: [`The ${field} field is required when provider authentication strategy is ${strategy}.`],
});

describe('the strategy of an account', () => {
  it.each([
    [{ provider_authentication_strategy: 'token' }, required('token', 'token')],
    [{ provider_authentication_strategy: 'oauth2' }, required('scope', 'oauth2')],
    [
      { provider_authentication_strategy: 'basic' },
      { ...required('username', 'basic'), ...required('password', 'basic') },
    ],
    [{ provider_authentication_strategy: 'basic', username: 'reporting' }, required('password', 'basic')],
  ])('requires its credentials: %j', async (body, errors) => {
    const before = (await call('john', 'GET', ACCOUNT)).data;
    const updated = await call('john', 'PUT', ACCOUNT, body);
    expect(updated.status).toBe(422);
    expect(updated.body['errors']).toEqual(errors);
    expect((await call('john', 'GET', ACCOUNT)).data).toEqual(before);
    const made = await call('john', 'POST', 'accounts', {
      provider_uuid: OPENAI,
      provider_display_name: 'New',
      ...body,
    });
    expect(made.status).toBe(422);
    expect(made.body['errors']).toEqual(errors);
  });

  it('must be a strategy of the provider, default or configured', async () => {
    const { data } = await call('john', 'GET', 'providers?search=Jira&per_page=1');
    const provider = (data as readonly JsonObject[])[0];
    expect(provider?.['authentication_strategy']).toBe('basic');
    const account = { provider_uuid: String(provider?.['uuid']), provider_display_name: 'New' };
    const refused = await call('john', 'POST', 'accounts', { ...account, provider_authentication_strategy: 'token' });
    expect(refused.status).toBe(422);
    expect(refused.body['errors']).toEqual({
      provider_authentication_strategy: ['The selected provider authentication strategy is invalid.'],
      ...required('token', 'token'),
    });
    const basic = { provider_authentication_strategy: 'basic', username: 'reporting', password: 'not-a-real-password' };
    expect((await call('john', 'POST', 'accounts', { ...account, ...basic })).status).toBe(201);
    expect((await call('john', 'PUT', ACCOUNT, basic)).status).toBe(200);
  });

  it('is rejected without an error for a read-only field', async () => {
    const account = { provider_uuid: OPENAI, provider_display_name: 'New', provider_authentication_strategy: 'token' };
    const refused = await call('john', 'POST', 'accounts', { ...account, user_id: 999_999 });
    expect(refused.body['errors']).toEqual(required('token', 'token'));
    expect(
      (await call('john', 'POST', 'accounts', { ...account, token: 'not-a-real-token', user_id: 999_999 })).status,
    ).toBe(201);
  });

  it('is not required when only the name changes', async () => {
    expect(await call('john', 'PUT', ACCOUNT, { provider_display_name: 'Renamed' })).toMatchObject({
      status: 200,
      data: { provider_display_name: 'Renamed', provider_authentication_strategy: 'token' },
    });
  });

  it('is checked after the permission to change the account, together with the other fields', async () => {
    const body = { provider_authentication_strategy: 'basic' };
    expect((await call('jane', 'PUT', ACCOUNT, body)).status).toBe(404);
    const { body: answer } = await call('john', 'POST', 'accounts', {
      provider_uuid: '00000000-0000-4000-8000-000000000000',
      provider_display_name: 'New',
      provider_authentication_strategy: 'token',
    });
    expect(answer['errors']).toEqual({
      provider_uuid: ['The selected provider uuid is invalid.'],
      ...required('token', 'token'),
    });
  });
});
