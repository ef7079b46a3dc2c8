import { configDefaults, defineConfig } from 'vitest/config';

// Threads without isolation: a worker compiles the contract once, not once a file. It is safe because no module of ours holds mutable state.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Slow: `npm run test:fuzz`.
    exclude: [...configDefaults.exclude, 'test/fuzz/**'],
    pool: 'threads',
    isolate: false,
    testTimeout: 10_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
