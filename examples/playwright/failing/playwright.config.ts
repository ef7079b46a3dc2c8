import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { AthenaWorkerFixtures } from 'athena-simulator/playwright';

const { CHROMIUM: executablePath } = process.env;

/** Runs without a server of its own: the worker starts a simulator, here of another contract. */
export default defineConfig<object, AthenaWorkerFixtures>({
  testDir: '.',
  outputDir: '../test-results',
  reporter: [['list'], ['json', { outputFile: '../test-results/report.json' }]],
  use: {
    athenaOptions: { spec: fileURLToPath(new URL('notes.yaml', import.meta.url)) },
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
});
