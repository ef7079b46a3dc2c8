import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';

it('the scenario 10000-agents makes long lists', async () => {
  const simulator = await createSimulator();
  const send = async (method: string, path: string): Promise<unknown> =>
    (await simulator.fetch(`http://localhost${path}`, { method, headers: AUTH })).json();
  expect(await send('POST', '/__admin/scenarios/10000-agents/activate')).toMatchObject({ active: true });
  const { meta } = (await send('GET', '/api/v1/agents?per_page=5')) as { meta: { total: number } };
  expect(meta.total).toBeGreaterThan(1000);
  expect(simulator.state().collections['agents']).toHaveLength(10_000);
  await simulator.close();
});

const AUTH = { authorization: 'Bearer athena-demo-token' };
