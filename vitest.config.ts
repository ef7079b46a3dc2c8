import { setFlagsFromString } from 'node:v8';
import { defineConfig } from 'vitest/config';

// Most code runs only a few times in a test run, and V8's optimizing compiler took a fifth of its processor time. A
// function is now optimized after about ten milliseconds of running instead of one. A worker's young heap starts at its
// full size instead of growing to it by collections.
// Later versions of Node have other flags.
const FLAGS = process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000', '--min-semi-space-size=16'] : [];
for (const flag of FLAGS) setFlagsFromString(flag);

// Threads without isolation: a worker compiles the contract once, not once a file. It is safe because no module of ours
// holds mutable state. `ATHENA_TEST_NO_CACHE=1` runs any suite without the response cache. A connection outside of this
// machine is refused, and fails its test file.
const COMMON = {
  pool: 'threads' as const,
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
  maxWorkers: 2,
  // The default of a second is little on a busy machine.
  expect: { poll: { timeout: 10_000 } },
  setupFiles: [
    'test/support/refuse-outgoing.ts',
    'test/support/seed-properties.ts',
    'test/support/wait-longer.ts',
    ...(process.env['ATHENA_TEST_NO_CACHE'] === '1' ? ['test/support/without-response-cache.ts'] : []),
  ],
};

/** Suites that take longer than a change should wait for; each has an npm script of its own. */
const SLOW = [
  'browser',
  'chaos',
  'conformance',
  'console',
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
  'runners',
  'soak',
  'worlds',
];

export default defineConfig({
  test: {
    // Keeps transformed modules in node_modules, by their content: a second run, or another suite, does not transform
    // them again. `npx vitest --clearCache` removes them.
    experimental: { fsModuleCache: true },
    projects: [
      {
        test: {
          ...COMMON,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: SLOW.map((name) => `test/${name}/**`),
          // On an idle machine the longest test takes a few seconds.
          testTimeout: 60_000,
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
