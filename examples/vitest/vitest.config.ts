import { defineConfig } from 'vitest/config';

// The first test waits until the simulator has compiled its contract.
export default defineConfig({ test: { testTimeout: 30_000 } });
