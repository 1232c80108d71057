/** Runs the end-to-end tests with the browser that it finds; arguments go on to Playwright. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browser.ts';
import { freePort } from './free-port.ts';

if (!existsSync('dist/index.html')) {
  console.error('There is no production build to test: run `npm run build` first.');
  process.exit(1);
}
let browser: string;
try {
  browser = findBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const port = await freePort();
const run = spawnSync('npx', ['playwright', 'test', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, GRADWIRE_BROWSER: browser, GRADWIRE_PORT: `${port}` },
  shell: process.platform === 'win32',
});
process.exit(run.status ?? 1);
