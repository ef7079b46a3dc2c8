import { defineConfig } from 'vitest/config';

/** Samples of every schema for many seeds: too slow for each change. */
export default defineConfig({
  test: { include: ['test/sample/**/*.test.ts'], env: { SAMPLE_RUNS: '60' }, testTimeout: 120_000 },
});
