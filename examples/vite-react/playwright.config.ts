import { defineConfig } from '@playwright/test';
import type { AthenaWorkerFixtures } from 'athena-simulator/playwright';

const { CHROMIUM: executablePath, PORT: port = '5173' } = process.env;
const url = `http://localhost:${port}`;

export default defineConfig<object, AthenaWorkerFixtures>({
  testDir: 'tests',
  fullyParallel: true,
  // Beside other work, a page may need more than the five seconds that an assertion waits by default.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: url,
    // The plugin's simulator, on the page's own origin.
    athenaUrl: url,
    // Without CHROMIUM: the browser of `npx playwright install chromium`.
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
  webServer: { command: `npm run dev -- --port ${port} --strictPort`, url },
});
