/**
 * Takes the pictures of docs/pictures from the editor itself, in both colour schemes; builds and serves it first. Arguments
 * name the pictures to take, in place of all of them.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { EditorPage } from '../e2e/editor.page.ts';
import { cellLstm } from '../src/templates/cell-lstm.ts';
import { nextCharacter } from '../src/templates/next-character.ts';
import { recallLstm, recallRnn } from '../src/templates/recall.ts';
import { weatherForecast } from '../src/templates/weather-forecast.ts';
import { findBrowser } from './browser.ts';
import { freePort } from './free-port.ts';

const folder = 'docs/pictures';
const port = await freePort();
const viewport = { width: 1440, height: 900 };
/** Enough for curves with a past. */
const epochsOfLenet = 2;

/** Enough for a gradient that vanishes, or does not. */
const stepsOfRecall = 400;
/** Enough for words to be told from noise. */
const stepsOfWriting = 600;

/** Trains the template until so many steps are taken, and pauses. */
async function trainTemplate(editor: EditorPage, name: string, steps: number): Promise<void> {
  await editor.openTemplate(name);
  await editor.train();
  await expect.poll(() => editor.step(), { timeout: 600_000 }).toBeGreaterThan(steps);
  await editor.control('Pause');
}

/** Each leaves the page as its picture shows it. */
const scenes: readonly { readonly name: string; readonly set: (editor: EditorPage) => Promise<void> }[] = [
  { name: 'empty', set: async () => {} },
  {
    name: 'fault',
    set: async (editor) => {
      for (const [column, title] of ['Image', 'Conv2D', 'Conv2D', 'Add'].entries())
        await editor.dragFromPalette(title, { x: 110 + 220 * column, y: 110 });
      for (const [block, filters] of [
        ['conv1', 32],
        ['conv2', 64],
      ] as const) {
        await editor.setParam(block, 'Filters', filters);
        await editor.setParam(block, 'Padding', 'Same');
      }
      await editor.wire('image1.image', 'conv1.x');
      await editor.wire('conv1.y', 'conv2.x');
      await editor.wire('conv2.y', 'add1.left');
      await editor.wire('conv1.y', 'add1.right');
      await editor.showTab('Problems');
      await editor.block('add1').getByRole('button').click();
      await expect(editor.card).toBeVisible();
    },
  },
  {
    name: 'surface',
    set: async (editor) => {
      await editor.openTemplate('Spirals in the plane');
      await editor.select('dense2');
      await editor.train();
      await editor.use.open();
      await expect(editor.dock.getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 });
      await editor.use.waitForConfusion();
    },
  },
  {
    name: 'training',
    set: async (editor) => {
      await editor.openTemplate('LeNet on digits');
      await editor.showTab('Curves');
      await editor.select('conv1');
      await editor.train();
      await expect(editor.dock.getByText(`Epoch ${epochsOfLenet + 1} of`)).toBeVisible({ timeout: 600_000 });
    },
  },
  {
    name: 'inside',
    set: async (editor) => {
      await editor.inside.open('conv1');
      await editor.inside.examples.nth(2).click();
      await editor.inside.point(3, 13, 17, 28);
    },
  },
  {
    name: 'cell',
    set: async (editor) => {
      await editor.openTemplate(cellLstm.name);
      await editor.openCell('cell');
      await editor.select('new_c');
    },
  },
  {
    name: 'forecast',
    set: async (editor) => {
      await editor.openTemplate(weatherForecast.name);
      await editor.train();
      await editor.use.open();
      await expect(editor.dock.getByText('Finished', { exact: true })).toBeVisible({ timeout: 120_000 });
    },
  },
  {
    name: 'gradient',
    set: async (editor) => {
      await trainTemplate(editor, recallRnn.name, stepsOfRecall);
      await trainTemplate(editor, recallLstm.name, stepsOfRecall);
      await editor.gradient.open();
      await editor.gradient.compareWith(/^run \d+, .*RNN/);
      await editor.inside.open('lstm');
    },
  },
  {
    name: 'unrolled',
    set: async (editor) => {
      await trainTemplate(editor, nextCharacter.name, stepsOfWriting);
      await editor.showTab('Curves');
      await editor.unrolled.open('lstm');
      for (let step = 0; step < 24; step++) await editor.press('ArrowRight');
    },
  },
];

async function takePictures(page: Page): Promise<void> {
  const editor = new EditorPage(page);
  await page.goto('/');
  const wanted = process.argv.slice(2);
  for (const { name, set } of scenes.filter((scene) => wanted.length === 0 || wanted.includes(scene.name))) {
    await set(editor);
    const notice = page.getByRole('status').getByRole('button', { name: 'Close' });
    if ((await notice.count()) > 0) await notice.click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const path = join(folder, `${name}-${colorScheme}.png`);
      await page.screenshot({ path });
      console.log(path);
    }
  }
}

mkdirSync(folder, { recursive: true });
// Beside the build that others may be serving.
const outDir = mkdtempSync(join(tmpdir(), 'gradwire-'));
await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } });
const server = await preview({ build: { outDir }, preview: { port, strictPort: true } });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await takePictures(await browser.newPage({ baseURL: `http://localhost:${port}`, viewport }));
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true });
}
