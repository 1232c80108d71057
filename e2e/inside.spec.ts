/** Looking inside LeNet while it trains, and using what has been trained. */
import { expect, test } from './fixture.ts';

test('a convolution shows kernels, maps and norms, and what a pixel of a map saw', async ({ editor }) => {
  const { inside } = editor;
  await editor.openTemplate('LeNet on digits');
  await editor.train();
  await inside.open('conv1');
  await expect(inside.kernels).toHaveCount(16);
  await expect(inside.maps).toHaveCount(16);
  await expect(inside.examples).toHaveCount(8);
  await expect(editor.block('conv1').getByRole('img', { name: /^Map \d$/ })).toHaveCount(8);
  await expect(editor.block('digits').getByRole('img', { name: /^Example \d$/ })).toHaveCount(4);
  const [norm, gradient] = await inside.norms('weight');
  await expect.poll(async () => (await inside.norms('weight'))[0]).not.toBe(norm);
  await expect.poll(async () => (await inside.norms('weight'))[1]).not.toBe(gradient);

  await editor.control('Pause');
  await inside.point(3, 14, 15, 28);
  await expect(inside.section('Filter 3')).toContainText('row 14, column 15');
  for (const panel of ['Input', 'Patch', 'Kernel', 'Patch × kernel'])
    await expect(inside.section('Filter 3').getByRole('figure', { name: panel, exact: true })).toBeVisible();
  const facts = await inside.facts('Filter 3');
  const { Sum = NaN, Bias = NaN, 'Sum + bias': before = NaN, 'After ReLU': after = NaN, Cosine = NaN } = facts;
  // As exact as three digits are.
  expect(Math.abs(Sum + Bias - before)).toBeLessThan(0.01 * Math.abs(before) + 0.01);
  expect(after).toBeCloseTo(Math.max(before, 0), 2);
  expect(Math.abs(Cosine)).toBeLessThanOrEqual(1);
  const kernel = await inside.section('Filter 3').getByRole('figure', { name: 'Kernel', exact: true }).innerText();
  await inside.point(7, 14, 15, 28);
  await expect(inside.section('Filter 7').getByRole('figure', { name: 'Kernel', exact: true })).not.toHaveText(kernel);

  await inside.examples.nth(1).click();
  await expect(inside.examples.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await inside.open('pool1');
  await inside.point(2, 7, 8, 14);
  const pool = await inside.facts('Map 2');
  const patch = await inside.section('Map 2').getByRole('figure', { name: 'Patch' }).innerText();
  const seen = patch.match(/−?\d\.\d\d/g)?.map((text) => Number(text.replaceAll('−', '-'))) ?? [];
  expect(seen).toHaveLength(4);
  expect(pool.Winner).toBeCloseTo(Math.max(...seen), 1);
});

test('a digit drawn by hand gets its probabilities; the confusion matrix counts every example', async ({ editor }) => {
  const { use } = editor;
  await editor.openTemplate('Multi-layer perceptron');
  await editor.train();
  await expect.poll(() => editor.step(), { timeout: 40_000 }).toBeGreaterThan(400);
  await editor.control('Pause');
  await use.open();
  await use.draw([
    { x: 0.5, y: 0.15 },
    { x: 0.48, y: 0.85 },
  ]);
  await expect.poll(async () => (await use.probabilities()).length).toBe(10);
  const probabilities = await use.probabilities();
  expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1);
  expect(Math.max(...probabilities)).toBe(probabilities[1]);

  await use.waitForConfusion();
  const counts = (await use.confusion()).flat();
  expect(counts).toHaveLength(100);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5000);
  await expect(use.mostWrong).toHaveCount(10);
  await expect(use.mostWrong.first()).toContainText(/^\d taken for \d \(\d+ %\)$/);
});

test('points in the plane: the decision surface changes while the network learns', async ({ editor }) => {
  await editor.openTemplate('Spirals in the plane');
  await editor.setTraining('Epochs', 10_000);
  await editor.train();
  await editor.use.open();
  const surface = editor.dock.getByRole('img', { name: /^Decision surface over x/ });
  await expect(surface).toBeVisible();
  const pixels = () => surface.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const first = await pixels();
  await expect.poll(async () => (await pixels()) === first).toBe(false);
  await editor.control('Stop');
});

test('an autoencoder shows its input and output side by side', async ({ editor }) => {
  await editor.openTemplate('Autoencoder');
  await editor.train();
  await editor.use.open();
  const pairs = editor.dock.getByRole('region', { name: 'Input and output' }).getByRole('listitem');
  await expect(pairs).toHaveCount(10);
  await expect(pairs.first().getByRole('img')).toHaveCount(2);
  await editor.control('Stop');
});
