/** A recurrent cell is opened, wired from blocks and trained. */
import type { EditorPage } from './editor.page.ts';
import { expect, test } from './fixture.ts';

const names = (editor: EditorPage) => editor.blocks.evaluateAll((nodes) => nodes.map((node) => node.dataset.id));

test('open a recurrent cell, see one step of it, wire it anew and train a step', async ({ editor }) => {
  await editor.openTemplate('Recurrent cell, wired by hand');
  await expect(editor.shape('cell.x')).toHaveText('T28×28');

  await editor.openCell('cell');
  await expect(editor.breadcrumb).toContainText('Recurrent cell, wired by hand');
  await expect(editor.shape('cell/from_x.x')).toHaveText('28');
  await expect(editor.shape('cell/h.next')).toHaveText('64');
  await expect(editor.palette.getByRole('button', { name: 'State', exact: true })).toBeVisible();
  await expect(editor.palette.getByRole('button', { name: 'Conv2D', exact: true })).toHaveCount(0);

  await editor.select('tanh');
  await editor.press('Delete');
  await expect.poll(() => editor.problems()).toHaveLength(3);
  await editor.select('sum');
  await editor.addFromPalette('Activation');
  await expect(editor.wireTo('cell/act1.x')).toBeAttached();
  await editor.setParam('act1', 'Function', 'Sigmoid');
  await editor.wire('cell/act1.y', 'cell/h.next');
  await editor.wire('cell/act1.y', 'cell/y.y');
  await expect(editor.shape('cell/h.next')).toHaveText('64');

  await editor.press('Escape');
  await editor.press('Escape');
  await expect(editor.breadcrumb).toHaveCount(0);
  await expect(editor.block('cell')).toBeVisible();
  await editor.control('Step');
  await expect.poll(() => editor.step(), { timeout: 30_000 }).toBe(1);
});

test('a fault in a cell shows on the cell and leads into it', async ({ editor }) => {
  await editor.openTemplate('Recurrent cell, wired by hand');
  await editor.openCell('cell');
  await editor.setParam('from_h', 'Units', 32);
  await expect(editor.card).toContainText('needs equal shapes');
  await editor.breadcrumb.getByRole('button', { name: 'Back to the network' }).click();
  await expect(editor.card).toHaveCount(0);

  await editor
    .block('cell')
    .getByRole('button', { name: /needs equal shapes/ })
    .click();
  await expect(editor.breadcrumb).toBeVisible();
  await editor.card
    .getByRole('button', { name: /^Apply/ })
    .first()
    .click();
  await expect.poll(() => editor.problems()).not.toContainEqual(expect.stringContaining('needs equal shapes'));
});

test('what is done in a cell is undone there, and copied like anything else', async ({ editor }) => {
  await editor.openTemplate('Recurrent cell, wired by hand');
  await editor.select('cell');
  await editor.press('o');
  await expect(editor.shape('cell/h.next')).toBeVisible();
  const before = await names(editor);
  await editor.select('from_h');
  await editor.press('Control+c');
  await editor.press('Control+v');
  await expect.poll(() => names(editor)).toEqual([...before, 'cell/from_h1']);

  await editor.press('Escape');
  await editor.press('Escape');
  await expect(editor.breadcrumb).toHaveCount(0);
  await editor.undo();
  await expect(editor.breadcrumb).toBeVisible();
  await expect.poll(() => names(editor)).toEqual(before);

  await editor.reload();
  await expect(editor.breadcrumb).toBeVisible();
  await expect.poll(() => names(editor)).toEqual(before);
});

test('a new recurrent cell works before anything is wired in it', async ({ editor }) => {
  await editor.openTemplate('Recurrent cell, wired by hand');
  await editor.select('rows');
  await editor.addFromPalette('Recurrent cell');
  await expect(editor.shape('cell1.x')).toHaveText('T28×28');
  await editor.select('cell1');
  await editor.inspector.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(editor.shape('cell1/from_x.x')).toHaveText('28');
  await expect(editor.shape('cell1/h.next')).toHaveText('64');
});
