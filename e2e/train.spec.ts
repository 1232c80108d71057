/** Training as a person steers it, what a seed promises, and what is left after a failure. */
import { expect, test } from './fixture.ts';

const plane = 'Spirals in the plane';

test('LeNet trains on digits: paused, stepped once, resumed, stopped, restarted from scratch', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  await editor.train();
  const loss = editor.dock.getByRole('figure', { name: 'Loss of the run' });
  await expect(loss.getByText('The first points come after step 1')).toHaveCount(0);
  await expect.poll(() => editor.step()).toBeGreaterThan(3);
  await expect(editor.dock.getByText('Epoch 1 of 3')).toBeVisible();

  await editor.control('Pause');
  await expect(editor.dock.getByText(/^Paused at step/)).toBeAttached();
  const paused = await editor.step();
  await editor.control('Step');
  await expect(editor.dock.getByText(`Paused at step ${paused + 1}`)).toBeAttached();
  expect(await editor.step()).toBe(paused + 1);

  await editor.control('Resume');
  await expect.poll(() => editor.step()).toBeGreaterThan(paused + 3);
  await editor.control('Stop');
  await expect(editor.dock.getByText('Stopped', { exact: true })).toBeVisible();
  const stopped = await editor.step();

  await editor.control('Restart');
  await expect.poll(() => editor.step()).toBeLessThan(stopped);
  await editor.control('Stop');
  await editor.showTab('Runs');
  await expect(editor.dock.getByRole('row')).toHaveCount(3);
});

test('one seed gives one curve, bit for bit, and another seed another', async ({ editor }) => {
  await editor.openTemplate(plane);
  await editor.setTraining('Epochs', 3);
  await editor.train();
  await expect(editor.dock.getByText('Finished', { exact: true })).toBeVisible();
  const first = await editor.copyCurve('Loss');
  expect(first.split('\n').length).toBeGreaterThan(60);

  await editor.control('Restart');
  await editor.showTab('Runs');
  await expect(editor.dock.getByRole('row', { name: /finished/ })).toHaveCount(2);
  await editor.showTab('Curves');
  expect(await editor.copyCurve('Loss')).toBe(first);

  await editor.setTraining('Seed', 2);
  await editor.train();
  await editor.showTab('Runs');
  await expect(editor.dock.getByRole('row', { name: /finished/ })).toHaveCount(3);
  await editor.showTab('Curves');
  expect(await editor.copyCurve('Loss')).not.toBe(first);
});

test('a run that diverges keeps its last good weights, and they can be looked at and used', async ({ editor }) => {
  await editor.openTemplate(plane);
  // Units that are off for good would stop learning instead.
  for (const block of ['dense1', 'dense2']) await editor.setParam(block, 'Activation', 'None');
  await editor.setTraining('Optimizer', 'SGD');
  await editor.setTraining('Learning rate', 1000);
  await editor.train();
  const failure = editor.dock.getByRole('region', { name: 'Why the run failed' });
  await expect(failure).toContainText(/At step \d+ (dense[123]|loss) gave a number that is not finite/);

  await editor.inside.open('dense2');
  await expect.poll(() => editor.inside.norms('weight')).toHaveLength(2);
  const [norm = ''] = await editor.inside.norms('weight');
  expect(norm).toMatch(/^[\d.,]+(e\d+)?$/);
  await editor.use.open();
  await expect(editor.dock.getByRole('img', { name: /^Decision surface over x/ })).toBeVisible();
});
