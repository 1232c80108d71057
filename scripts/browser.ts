/** Finds a Chromium for the end-to-end tests: an installed one, else the distribution's package, else Playwright's own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const PACKAGE_LIMIT_MS = 180_000;
const DOWNLOAD_LIMIT_MS = 300_000;
/** A download that cannot succeed is given up after so long. */
const REACH_LIMIT_S = 15;

/** The path of a browser. Throws with the remedy when there is none and none can be had. */
export function findBrowser(): string {
  const found = installed() ?? fromPackage() ?? fromPlaywright();
  if (found !== null) return found;
  throw new Error(
    [
      'The end-to-end tests need Chromium, Chrome or Edge, and none was found or could be installed.',
      'Install one (Debian, Ubuntu: apt-get install chromium; others: npx playwright install chromium),',
      'or name one: GRADWIRE_BROWSER=/path/to/chrome npm run e2e',
    ].join('\n'),
  );
}

function installed(): string | null {
  const named = process.env.GRADWIRE_BROWSER;
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...places, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** Only where packages can be installed without asking. */
function fromPackage(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.log('No browser found: installing the package chromium');
  const options = { stdio: 'inherit', timeout: PACKAGE_LIMIT_MS } as const;
  const install = () => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
  if (install().status !== 0 && spawnSync('apt-get', ['update'], options).status === 0) install();
  return installed();
}

function fromPlaywright(): string | null {
  console.log('No browser found: downloading the one that comes with Playwright');
  if (!reachable()) return null;
  spawnSync('npx', ['playwright', 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: DOWNLOAD_LIMIT_MS,
    shell: process.platform === 'win32',
  });
  return installed();
}

/** Whether the first byte of Playwright's download can be had; a whole download may take minutes where it can. */
function reachable(): boolean {
  const dry = spawnSync('npx', ['playwright', 'install', '--dry-run', 'chromium'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const url = /https:\/\/\S+/.exec(dry.stdout ?? '')?.[0];
  if (url === undefined) return false;
  const probe = `fetch(process.argv[1], { method: 'HEAD', signal: AbortSignal.timeout(${REACH_LIMIT_S * 1000}) })
    .then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;
  return spawnSync(process.execPath, ['-e', probe, url], { timeout: (REACH_LIMIT_S + 2) * 1000 }).status === 0;
}
