import { expect, it } from 'vitest';
import { expectBoundedMemory } from './expect-bounded-memory.ts';

it('memory stays bounded for large pages of nested records', async () => {
  await expectBoundedMemory(['--ephemeral'], async ({ url }) => {
    const headers = { authorization: 'Bearer athena-demo-token' };
    for (let round = 0; round < 30; round += 1) {
      const response = await fetch(`${url}/api/v1/agents?per_page=100&search=${'a'.repeat(round)}`, { headers });
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    }
  });
});
