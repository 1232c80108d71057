/** Runs the end-to-end tests with the browser that it finds; arguments go on to Playwright. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { findBrowser } from './browser.ts';

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

/** A port that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
