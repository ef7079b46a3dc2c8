import { expect, it } from 'vitest';
import { holdToBounds } from './hold-to-bounds.ts';

it('serves large pages of nested records within its memory', async () => {
  await holdToBounds(['--ephemeral'], async ({ url }) => {
    const headers = { authorization: 'Bearer athena-demo-token' };
    for (let round = 0; round < 30; round += 1) {
      const response = await fetch(`${url}/api/v1/agents?per_page=100&search=${'a'.repeat(round)}`, { headers });
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    }
  });
});
