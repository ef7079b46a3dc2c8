import { defineConfig } from 'vitest/config';

// Other people's documents: test/conformance/README.md. All in one process, without a port.
export default defineConfig({
  test: {
    include: ['test/conformance/*.test.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
