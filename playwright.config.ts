/** End-to-end tests: a real Chromium against the production build, served as `npm start` serves it. */
import { defineConfig } from '@playwright/test';

/** scripts/e2e.ts finds a free one, so that the tests run beside an editor that is served. */
const port = Number(process.env.GRADWIRE_PORT ?? 4174);

/** Where continuous integration collects counts; unset for people. */
const results = process.env.GRADWIRE_RESULTS;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Training takes every core that there is: tests beside it would only wait for each other.
  workers: 1,
  forbidOnly: true,
  reporter: results ? [['list'], ['json', { outputFile: `${results}/e2e.json` }]] : [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      // scripts/e2e.ts finds the browser.
      executablePath: process.env.GRADWIRE_BROWSER,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    port,
    reuseExistingServer: false,
  },
});
