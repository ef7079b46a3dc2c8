import { expect, it, vi } from 'vitest';
import { loadPg } from '../../../../src/store/journals/postgres/connection/connect.ts';

it('a database without the package pg is a fault that says how to install it', async () => {
  vi.doMock('pg', () => {
    throw new Error("Cannot find package 'pg'");
  });
  try {
    await expect(loadPg()).rejects.toMatchObject({
      code: 'BOOT_FAILED',
      message: expect.stringMatching(/--journal.*pg.*npm install pg@8/s) as string,
    });
  } finally {
    vi.doUnmock('pg');
  }
  expect((await loadPg()).Client).toBeDefined();
});
