import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';

// A list was stored as a foreign key. From then on every list of agents, threads and messages was a 500.
it.each([[[]], [[123]], [[null]]])('a list is rejected as a key: user_id %j', async (key) => {
  await using simulator = await createSimulator();
  const call = (method: string, route: string, body?: unknown): Promise<Response> =>
    simulator.fetch(`http://localhost${route}`, {
      method,
      headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const { data } = (await (await call('GET', '/api/v1/agents')).json()) as { data: readonly { uuid: string }[] };
  const uuid = data[0]?.uuid ?? '';
  expect((await call('PATCH', `/__admin/state/agents/${uuid}`, { user_id: key })).status).toBe(422);
  expect((await call('PATCH', `/__admin/state/agents/${uuid}`, { tool_uuids: 'x' })).status).toBe(422);
  for (const list of ['agents', 'threads', 'messages']) expect((await call('GET', `/api/v1/${list}`)).status).toBe(200);
});
