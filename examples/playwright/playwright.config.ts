import { defineConfig } from '@playwright/test';

const { CHROMIUM: executablePath, PORT: port = '5173' } = process.env;

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  // Beside other work, a page may need more than the five seconds that an assertion waits by default.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    // Without CHROMIUM: the browser of `npx playwright install chromium`.
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
  webServer: [
    {
      command: 'npx athena-simulator --port 0 --ephemeral --seed 1 --log-level warn --coverage-out coverage',
      // Becomes ATHENA_URL of the next server and of the tests.
      wait: { stdout: /^ATHENA_URL=(?<athena_url>\S+)$/m },
      // Without it Playwright kills the server, and no coverage is written.
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    },
    { command: `npm run dev -- --port ${port} --strictPort`, url: `http://localhost:${port}` },
  ],
});
