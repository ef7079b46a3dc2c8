import { defineConfig } from 'vitest/config';

// Threads without isolation: a worker compiles the contract once, not once a file. It is safe because no module of ours
// holds mutable state. `ATHENA_TEST_NO_CACHE=1` runs any suite without the response cache.
const COMMON = {
  pool: 'threads',
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
  maxWorkers: 2,
  setupFiles: process.env['ATHENA_TEST_NO_CACHE'] === '1' ? ['test/support/without-response-cache.ts'] : [],
} as const;

/** Suites that take longer than a change should wait for; each has an npm script of its own. */
const SLOW = [
  'browser',
  'conformance',
  'crash',
  'demo',
  'expressions',
  'flows',
  'fuzz',
  'hostile',
  'memory',
  'model',
  'postgres',
  'prism',
  'soak',
  'worlds',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...COMMON,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: SLOW.map((name) => `test/${name}/**`),
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The unit tests of samples once more, for many seeds.
        test: {
          ...COMMON,
          name: 'samples',
          include: ['test/sample/**/*.test.ts'],
          env: { SAMPLE_RUNS: '60' },
          testTimeout: 300_000,
        },
      },
      ...SLOW.map((name) => ({
        test: {
          ...COMMON,
          name,
          include: [`test/${name}/**/*.test.ts`],
          globalSetup: name === 'postgres' ? ['test/postgres/global-setup.ts'] : [],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      })),
    ],
  },
});
