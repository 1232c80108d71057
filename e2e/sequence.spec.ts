/** Looking into sequences: gates beside what caused them, a block unrolled in time, and the gradient that reaches each step. */
import { writeDocument } from '../src/document/file.ts';
import { cellLstm } from '../src/templates/cell-lstm.ts';
import { rowsLstm } from '../src/templates/rows-lstm.ts';
import type { EditorPage } from './editor.page.ts';
import { expect, test } from './fixture.ts';

/** The template with an RNN in the place of its LSTM. */
function rowsRnn(): string {
  const { document } = rowsLstm;
  const blocks = document.blocks.map((block) => (block.kind === 'lstm' ? { ...block, kind: 'rnn' } : block));
  return writeDocument({ ...document, name: 'Rows by an RNN', blocks });
}

async function trainFor(editor: EditorPage, steps: number): Promise<void> {
  await editor.train();
  await expect.poll(() => editor.step(), { timeout: 40_000 }).toBeGreaterThan(steps);
  await editor.control('Pause');
}

test('an LSTM shows its gates beside the rows of a digit, and walks through time with its equations', async ({
  editor,
}) => {
  const { inside, unrolled } = editor;
  await editor.openTemplate(rowsLstm.name);
  await trainFor(editor, 60);
  await inside.open('lstm1');
  const gates = inside.section('Gates and states').getByRole('slider');
  await expect(gates).toHaveAttribute('aria-valuetext', /^Step 1, 1; unit \d+: f [\d.]+, i [\d.]+, o [\d.]+/);
  await expect(editor.block('lstm1').getByText('steps 1–28')).toBeVisible();
  await gates.press('End');
  await expect(inside.section('At step 28')).toContainText('step 28 of 28');

  await unrolled.open('lstm1');
  await expect(unrolled.view('lstm1')).toBeFocused();
  await expect(unrolled.now).toContainText('Step 28 of 28');
  await expect(unrolled.now).toContainText(/ŷ: \d \d+ %/);
  await expect(unrolled.cell(1)).toHaveCount(0);
  await unrolled.press('First step');
  await expect(unrolled.cell(1)).toHaveAttribute('aria-current', 'step');
  for (let step = 1; step <= 9; step++) await editor.press('ArrowRight');
  await expect(unrolled.now).toHaveText('Step 10 of 28');
  await unrolled.cell(12).click();
  await expect(inside.section('At step 12')).toBeVisible();

  const sum = /^(-?[\d.]+)·\(?(-?[\d.]+)\)? \+ (-?[\d.]+)·\(?(-?[\d.]+)\)? = (-?[\d.]+)$/.exec(
    await unrolled.numbers('c'),
  );
  const [f = NaN, before = NaN, i = NaN, g = NaN, c = NaN] = (sum ?? []).slice(1).map(Number);
  // As exact as two digits are.
  expect(Math.abs(f * before + i * g - c)).toBeLessThan(0.03);
  expect(await unrolled.numbers('f')).toMatch(/^σ\(-?[\d.]+ [+-] [\d.]+ [+-] [\d.]+\) = [\d.]+$/);

  await editor.press('Escape');
  await expect(unrolled.view('lstm1')).toHaveCount(0);
  await expect(editor.block('lstm1')).toBeVisible();
});

test('a cell wired by hand shows its gates and states, then the rest, and a gate in it its units over the steps', async ({
  editor,
}) => {
  const { inside, unrolled } = editor;
  await editor.openTemplate(cellLstm.name);
  await trainFor(editor, 10);
  await inside.open('cell');
  await expect.poll(() => inside.values()).toEqual(['f', 'i', 'o', 'g', 'c', 'h']);
  await editor.inspector.getByRole('button', { name: '10 more values of the step' }).click();
  await expect.poll(() => inside.values()).toContain('gates.y4');
  await editor.inspector.getByRole('button', { name: 'Gates and states alone' }).click();

  await editor.page.setViewportSize({ width: 1280, height: 720 });
  await inside.steps.press('PageDown');
  await unrolled.open('cell');
  await expect(unrolled.now).toHaveText('Step 11 of 28');
  const unit = /unit (\d+)/.exec((await inside.section('At step 11').textContent()) ?? '')?.[1];
  const equations = editor.canvas.getByRole('region', { name: 'What the cell computes here' });
  await expect(equations).toContainText(`numbers of unit ${unit};`);
  await expect(equations.locator('dt').filter({ hasText: /^ct−1$/ })).toBeInViewport();
  await expect(equations.locator('dt').filter({ hasText: 'shown = Tanh(ct)' })).toHaveCount(1);
  expect(await unrolled.numbers('h')).toMatch(/^\(?-?[\d.]+ · \(?-?[\d.]+\)? = -?[\d.]+$/);
  await editor.press('Escape');

  await editor.page.setViewportSize({ width: 1440, height: 900 });
  await editor.openCell('cell');
  await inside.open('f');
  await expect.poll(() => inside.values()).toEqual(['f']);
  await expect(inside.steps).toHaveAttribute('aria-valuetext', /^Step 11, 11; unit \d+: f 0\.\d+$/);
});

test('the equations of an LSTM are all in view in a low window', async ({ editor }) => {
  await editor.page.setViewportSize({ width: 1280, height: 720 });
  await editor.openTemplate(rowsLstm.name);
  await trainFor(editor, 10);
  await editor.unrolled.open('lstm1');
  const lines = editor.canvas.getByRole('region', { name: 'What the cell computes here' }).locator('dt');
  await expect(lines).toHaveCount(9);
  for (const line of await lines.all()) await expect(line).toBeInViewport({ ratio: 1 });
  await expect(editor.dock.getByRole('button', { name: 'Resume' })).toBeVisible();
});

test('what was drawn in Use it is looked at step by step like an example of the data', async ({ editor }) => {
  const { inside, unrolled, use } = editor;
  await editor.openTemplate(rowsLstm.name);
  await trainFor(editor, 10);
  await use.open();
  await use.draw([
    { x: 0.3, y: 0.2 },
    { x: 0.7, y: 0.2 },
    { x: 0.4, y: 0.8 },
  ]);
  await inside.open('lstm1');
  await inside.chooseGiven('What you drew');
  await expect(inside.section('Example').getByRole('img', { name: 'What you drew' })).toBeVisible();
  const before = await inside.steps.getAttribute('aria-valuetext');
  await inside.steps.press('End');
  await expect(inside.steps).not.toHaveAttribute('aria-valuetext', before ?? '');
  await unrolled.open('lstm1');
  await expect(unrolled.view('lstm1')).toContainText('What you drew');
  await expect(unrolled.now).toContainText(/ŷ: \d \d+ %/);
  await inside.chooseGiven('From the data set');
  await expect(unrolled.view('lstm1')).toContainText('Example 1 of 5,000');
});

test('the gradient that reaches each step is mapped over training, an RNN beside an LSTM', async ({ editor }) => {
  const { gradient } = editor;
  await editor.openTemplate('LeNet on digits');
  await gradient.open();
  await expect(editor.dock.getByText(/This graph has none of them\.$/)).toBeVisible();
  await editor.importJson(rowsRnn());
  await expect(editor.dock.getByText(/^Press Train: lstm1 tells/)).toBeVisible();
  await trainFor(editor, 60);
  await expect(gradient.map('RNN')).toBeVisible();

  await editor.openTemplate(rowsLstm.name);
  await trainFor(editor, 60);
  await gradient.open();
  await expect(gradient.map('LSTM')).toContainText(' reaches step 1');
  await expect(gradient.map('RNN')).toHaveCount(0);
  await gradient.compareWith(/Rows by an RNN$/);
  await expect(gradient.map('RNN')).toBeVisible();
  await gradient
    .map('LSTM')
    .getByRole('button', { name: /^Heat map/ })
    .hover({ position: { x: 2, y: 2 } });
  await expect(gradient.map('LSTM')).toContainText(/training step \d+, step 28: /);

  const [heads = [], ...rows] = await gradient.copy();
  expect(heads).toHaveLength(1 + 2 * 28);
  expect(rows.length).toBeGreaterThan(2);
  const first = heads.indexOf('run 2 lstm1.h step 1');
  for (const row of rows) if (row[first] !== '') expect(Number(row[first])).toBeGreaterThan(0);
});
