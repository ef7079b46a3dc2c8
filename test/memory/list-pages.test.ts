import { expect, it } from 'vitest';
import { expectBounds, measureUnder } from './measure-under.ts';

it('serves large pages of nested records within its memory', async () => {
  const measured = await measureUnder(['--ephemeral'], async ({ url }) => {
    const headers = { authorization: 'Bearer athena-demo-token' };
    for (let round = 0; round < 30; round += 1) {
      const response = await fetch(`${url}/api/v1/agents?per_page=100&page=1&search=${'a'.repeat(round)}`, { headers });
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    }
  });
  expectBounds(measured);
  expect(measured.times.length).toBeGreaterThan(0);
});
