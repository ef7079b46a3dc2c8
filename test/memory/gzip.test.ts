import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { expectBoundedMemory } from './expect-bounded-memory.ts';

const BOMBS = {
  'many values': gzipSync(`[${'{},'.repeat(3_300_000)}{}]`),
  'many nested lists': gzipSync('['.repeat(9_900_000)),
  'one long text': gzipSync(JSON.stringify({ name: 'x'.repeat(9_900_000), nothing: 'é…' })),
};

it.each(Object.entries(BOMBS))(
  'memory stays bounded for 60 small compressed bodies of %s, also without authentication',
  async (_name, body) => {
    await expectBoundedMemory(['--ephemeral'], async ({ url }) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const signedIn = { ...headers, authorization: 'Bearer athena-demo-token' };
      for (const [path, sent] of [
        ['/api/v1/threads', signedIn],
        ['/api/v1/auth/sign-in', headers],
      ] as const) {
        const responses = await Promise.all(
          Array.from({ length: 60 }, () => fetch(url + path, { method: 'POST', headers: sent, body })),
        );
        for (const response of responses) {
          expect([413, 422, 503]).toContain(response.status);
          await response.arrayBuffer();
        }
      }
    });
  },
  300_000,
);
