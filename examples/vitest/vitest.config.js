import { defineConfig } from 'vitest/config';

// The first test waits until the simulator has read its contract.
// oxlint-disable-next-line no-default-export -- Vitest reads the default export.
export default defineConfig({ test: { testTimeout: 30_000 } });
