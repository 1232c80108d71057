/** A worker that is lost takes nothing with it that a person would miss. */
import { expect, test } from './fixture.ts';

test('a worker that dies is replaced: graph, curve and checkpoint remain, and training goes on from there', async ({
  editor,
}) => {
  await editor.openTemplate('Spirals in the plane');
  await editor.setTraining('Epochs', 10_000);
  await editor.train();
  await expect.poll(() => editor.step()).toBeGreaterThan(100);
  await editor.control('Pause');
  await expect(editor.dock.getByText(/^Paused at step/)).toBeAttached();
  const reached = await editor.step();
  const curve = await editor.copyCurve('Loss');

  const [worker] = editor.page.workers();
  await worker?.evaluate('self.close()');
  const failure = editor.dock.getByRole('region', { name: 'Why the run failed' });
  await expect(failure).toContainText('it is replaced', { timeout: 20_000 });
  await expect(editor.blocks).toHaveCount(5);
  expect(await editor.copyCurve('Loss')).toBe(curve);
  await editor.inside.open('dense1');
  await expect(editor.inspector.getByText('The weights went with the worker')).toBeVisible();

  await failure.getByRole('button', { name: `Resume from step ${reached.toLocaleString('en')}` }).click();
  await expect(failure).toHaveCount(0);
  await expect.poll(() => editor.step()).toBeGreaterThan(reached);
  await expect(editor.inside.section('Weights')).toBeVisible();
  await editor.control('Pause');
  await expect(editor.dock.getByText(/^Paused at step/)).toBeAttached();
  const longer = await editor.copyCurve('Loss');
  expect(longer.length).toBeGreaterThan(curve.length);
  expect(longer.startsWith(curve.trimEnd())).toBe(true);
});

test('a worker that throws is replaced at once', async ({ editor }) => {
  await editor.openTemplate('Spirals in the plane');
  await editor.setTraining('Epochs', 10_000);
  await editor.train();
  await expect.poll(() => editor.step()).toBeGreaterThan(100);
  await editor.page.workers()[0]?.evaluate("setTimeout(() => { throw new Error('out of luck'); }); 0");
  const failure = editor.dock.getByRole('region', { name: 'Why the run failed' });
  await expect(failure).toContainText('has died');
});

test('a run stays with its graph: another one begins untrained, and the run is found among the runs, after a reload too', async ({
  editor,
}) => {
  await editor.openTemplate('Spirals in the plane');
  await editor.setTraining('Epochs', 10_000);
  await editor.train();
  await expect.poll(() => editor.step()).toBeGreaterThan(100);

  await editor.openTemplate('Multi-layer perceptron');
  await expect(editor.dock.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await expect(editor.dock.getByText(/^Epoch \d+/)).toHaveCount(0);
  await editor.showTab('Runs');
  await expect(editor.dock.getByRole('row').filter({ hasText: 'Spirals in the plane' })).toHaveCount(1);

  await editor.reload();
  await editor.showTab('Runs');
  await expect(editor.dock.getByRole('row').filter({ hasText: 'Spirals in the plane' })).toHaveCount(1);
});
