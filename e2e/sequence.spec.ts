/** Looking into sequences: gates beside what caused them, a block unrolled in time, and the gradient that reaches each step. */
import { writeDocument } from '../src/document/file.ts';
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
