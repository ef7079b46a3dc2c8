import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { withinTime } from '../../../../src/store/journals/postgres/connection/client-stream.ts';

it('a response that arrives while the process stands still is not too late', async () => {
  const response = withinTime(readFile(import.meta.filename, 'utf8'), 20);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  await expect(response).resolves.toContain('stands still');
});

it('no response is too late', async () => {
  await expect(withinTime(new Promise(() => {}), 20)).rejects.toThrow('no response within 20 ms');
});
