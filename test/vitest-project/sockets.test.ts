import { expect } from 'vitest';
import { test } from '../../src/vitest.ts';

const countServers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
/** Servers of test files that ran before in this process. */
const earlier = countServers();
const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const RUN = { params: { path: { agent_uuid: AGENT } }, body: { message: 'When does it ship?' } };

test('a test that names no base URL opens no socket', async ({ athena }) => {
  expect((await athena.client.GET('/api/v1/user')).response.status).toBe(200);
  expect((await athena.fetch('http://127.0.0.1/api/v1/user')).status).toBe(401);
  expect(countServers()).toBeLessThanOrEqual(earlier);
});

test('a test that names it reaches its own sandbox there', async ({ athena, baseUrl }) => {
  expect(baseUrl).toMatch(/^http:\/\/.+:\d+\/__sandbox\//);
  const headers = { authorization: 'Bearer athena-demo-token' };
  expect((await fetch(`${baseUrl}/api/v1/user`, { headers })).status).toBe(200);
  await expect(athena).toHaveReceived('retrieveUser', { exactly: 1 });
  expect(countServers()).toBeGreaterThan(0);
});

test('a test decides what is answered, and its scenario', async ({ athena }) => {
  await athena.reply('It ships on Friday.');
  const { data } = await athena.client.POST('/api/v1/agents/{agent_uuid}/run', RUN);
  expect(JSON.stringify(data)).toContain('It ships on Friday.');
  await athena.scenario('provider-outage');
  expect((await athena.client.POST('/api/v1/agents/{agent_uuid}/run', RUN)).response.status).toBe(503);
});
