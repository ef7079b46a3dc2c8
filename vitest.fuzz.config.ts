import { defineConfig } from 'vitest/config';

// Slow, and its output is a report: `npm run test:fuzz`, beside `npm test`.
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 1_800_000,
    disableConsoleIntercept: true,
  },
});
