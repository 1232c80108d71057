/** The dock: a run from its first step to its score, comparisons, problems, failures, the data. */
import type { EditorPage } from './editor.page.ts';
import { expect, test } from './fixture.ts';

const spirals = 'Spirals in the plane';

/** Opens the small classifier of the plane with other settings. */
async function openSpirals(editor: EditorPage, change: (graph: Graph) => void): Promise<void> {
  await editor.openTemplate(spirals);
  const graph = JSON.parse(await editor.exportJson()) as Graph;
  change(graph);
  await editor.importJson(JSON.stringify(graph));
  await editor.showTab('Curves');
}

interface Graph {
  name: string;
  blocks: { kind: string; params: Record<string, unknown> }[];
  training: Record<string, unknown>;
}

const press = (editor: EditorPage, name: string): Promise<void> =>
  editor.dock.getByRole('button', { name, exact: true }).click();

test('a run is stepped, resumed, paused, and followed to its score', async ({ editor }) => {
  await openSpirals(editor, ({ training }) => {
    training.epochs = 40;
    training.batchSize = 32;
  });
  const { dock } = editor;
  await expect(dock.getByText('The first points come after step 1').first()).toBeVisible();

  await press(editor, 'Step');
  await expect(dock.getByText('step 1', { exact: true })).toBeVisible();
  await press(editor, 'Step');
  await expect(dock.getByText('step 2', { exact: true })).toBeVisible();
  await expect(dock.getByText('Paused at step 2')).toBeAttached();

  await press(editor, 'Resume');
  await expect(dock.getByText('Training has finished. Test accuracy')).toBeAttached();
  await expect(dock.getByText(/^test, loss/)).toBeVisible();
  const loss = dock.getByRole('figure', { name: 'Loss of the run' });
  await expect(loss.getByRole('row')).toHaveCount(41);

  await loss.hover();
  await loss.getByRole('button', { name: 'Copy as CSV' }).click();
  const csv = await editor.page.evaluate(() => navigator.clipboard.readText());
  const [head, ...rows] = csv.trimEnd().split('\r\n');
  expect(head).toBe('epoch,train,"train, smoothed",validation');
  expect(rows).toHaveLength(40 * 23);
  expect(Number(rows.at(-1)?.split(',')[1])).toBeLessThan(Number(rows[0]?.split(',')[1]));
});

test('an edit leaves the run alone, and the page says that it belongs to an earlier version', async ({ editor }) => {
  await openSpirals(editor, ({ training }) => {
    training.epochs = 10_000;
  });
  await editor.train();
  await expect(editor.dock.getByRole('button', { name: 'Pause' })).toBeVisible();
  await editor.select('dense1');
  await editor.press('Delete');
  await expect(editor.dock.getByText(/belongs to an earlier version and goes on undisturbed/)).toBeVisible();
  await expect(editor.dock.getByRole('button', { name: 'Train this version' })).toBeDisabled();
  const step = editor.dock.getByText(/^step [\d,]+$/);
  const before = await step.textContent();
  await expect(step).not.toHaveText(before ?? '');

  await editor.undo();
  await expect(editor.dock.getByText(/belongs to an earlier version/)).toHaveCount(0);
  await press(editor, 'Stop');
  await expect(editor.dock.getByText('Stopped', { exact: true })).toBeVisible();
  await expect(editor.dock.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});

test('runs are listed, there again after a reload, laid under the curves, reopened and deleted', async ({ editor }) => {
  await openSpirals(editor, (graph) => {
    graph.training.epochs = 5;
    graph.name = 'First';
  });
  const finished = editor.dock.getByText('Finished', { exact: true });
  await editor.train();
  await expect(finished).toBeVisible();
  await openSpirals(editor, (graph) => {
    graph.training.epochs = 4;
    graph.name = 'Second';
  });
  await editor.train();
  await expect(editor.dock.getByText('4 epochs')).toBeVisible();

  await expect(editor.dock.getByText('Training has finished. Test accuracy')).toBeAttached();
  await editor.reload();
  await editor.showTab('Runs');
  const rows = editor.dock.getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText(/2\s*Second/);
  await editor.dock.getByRole('checkbox', { name: 'Lay run 1 under the curves' }).check();
  await editor.showTab('Curves');
  const loss = editor.dock.getByRole('figure', { name: 'Loss of the run' });
  await expect(loss.getByRole('columnheader', { name: 'run 1' })).toBeAttached();

  await editor.showTab('Runs');
  await editor.dock.getByRole('button', { name: 'Open the graph of run 1' }).click();
  await expect(editor.page.getByRole('textbox', { name: 'Name of the graph' })).toHaveValue('First');
  await editor.dock.getByRole('button', { name: 'Delete run 1' }).click();
  await expect(rows).toHaveCount(2);
});

test('a problem is found in the list and mended there', async ({ editor }) => {
  await openSpirals(editor, ({ blocks }) => {
    const last = blocks.findLast(({ kind }) => kind === 'dense');
    if (last) last.params.units = 3;
  });
  await expect(editor.dock.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
  await editor.dock.getByRole('button', { name: 'Fix 1 problem to train' }).click();
  const row = editor.dock.getByRole('listitem');
  await expect(row).toHaveCount(1);
  await row.getByRole('button').first().click();
  await expect(editor.card).toBeVisible();
  await row.getByRole('button', { name: /^Apply/ }).click();
  await expect(editor.dock.getByText('No problems')).toBeVisible();
  await expect(editor.dock.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await editor.undo();
  await expect(row).toHaveCount(1);
});

test('a run that diverges says where, and offers what to try', async ({ editor }) => {
  await openSpirals(editor, ({ blocks, training }) => {
    for (const { kind, params } of blocks) if (kind === 'dense') params.activation = 'none';
    training.optimizer = { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0 };
    training.learningRate = 1000;
  });
  await editor.train();
  const failure = editor.dock.getByRole('region', { name: 'Why the run failed' });
  await expect(failure).toContainText(/At step \d+ dense\d gave a number that is not finite/);
  await failure.getByRole('button', { name: /^Show dense/ }).click();
  await expect(editor.canvas.locator('.react-flow__node.selected')).toHaveCount(1);
  await editor.press('Escape');
  await failure.getByRole('button', { name: 'Learning rate 100' }).click();
  await expect(editor.inspector.getByLabel('Learning rate', { exact: true }).first()).toHaveValue('100');
});

test('a worker that hangs is replaced, and the run goes on from its checkpoint', async ({ editor }) => {
  await openSpirals(editor, ({ training }) => {
    training.epochs = 10_000;
  });
  await editor.train();
  await expect(editor.dock.getByText(/^Epoch \d+/).first()).toBeVisible();
  await expect(editor.dock.getByRole('row').nth(2)).toBeAttached();
  const [worker] = editor.page.workers();
  expect(worker).toBeDefined();
  // Never answers: the worker is busy until it is ended.
  worker
    ?.evaluate(() => {
      for (;;);
    })
    .catch(() => {});
  const failure = editor.dock.getByRole('region', { name: 'Why the run failed' });
  await expect(failure).toContainText('no longer answered', { timeout: 20_000 });
  await failure.getByRole('button', { name: /^Resume from step/ }).click();
  await expect(editor.dock.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(failure).toHaveCount(0);
});

test('the data panel shows examples, classes and where they come from', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  await editor.showTab('Data');
  const { dock } = editor;
  await expect(dock.getByRole('region', { name: 'Handwritten digits' })).toContainText('55,000');
  await expect(dock.getByRole('img', { name: 'Example 1, 5' })).toBeVisible();
  await dock.getByRole('button', { name: 'Later examples' }).click();
  await expect(dock.getByText('41–80 of 55,000')).toBeVisible();
  await dock.getByRole('radiogroup', { name: 'Part of the data' }).getByText('Validation').click();
  await expect(dock.getByText('1–40 of 5,000')).toBeVisible();

  await editor.openTemplate(spirals);
  await expect(dock.getByRole('img', { name: /^720 points of Two spirals/ })).toBeVisible();
});
