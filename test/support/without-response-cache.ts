import { vi } from 'vitest';

/** Setup file of `npm run test:no-cache`: simulators have no response cache unless a test asks for one. */
vi.mock(import('../../src/simulator.ts'), async (importOriginal) => {
  const original = await importOriginal();
  return { ...original, createSimulator: (options) => original.createSimulator({ noCache: true, ...options }) };
});
