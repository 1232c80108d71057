/** The canvas in the hands of a person: selecting, copying, moving, the keyboard. */
import { expect, test } from './fixture.ts';

test('copies come with their wires, and each gesture is one step of undo', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  await editor.press('Control+a');
  await editor.press('Control+c');
  await editor.press('Control+v');
  await expect(editor.blocks).toHaveCount(16);
  await expect(editor.wires).toHaveCount(16);
  await editor.undo();
  await expect(editor.blocks).toHaveCount(8);

  const before = await editor.exportJson();
  await editor.moveBlock('flatten', { x: 60, y: 80 });
  expect(await editor.exportJson()).not.toBe(before);
  await editor.undo();
  expect(await editor.exportJson()).toBe(before);
});

test('blocks are added from the keyboard and joined to the selected one', async ({ editor }) => {
  for (const word of ['image', 'conv2d', 'global avg', 'dense']) {
    await editor.press('/');
    await editor.page.keyboard.type(word);
    await editor.press('Enter');
    await editor.press('Escape');
  }
  await expect(editor.blocks).toHaveCount(4);
  await expect(editor.shape('conv1.x')).toHaveText('28×28×1');
  await expect(editor.wireTo('dense1.x')).toBeAttached();
});

test('keys go to what is open: a list, a menu, a dialog; only then to the selection', async ({ editor }) => {
  const { page, inspector } = editor;
  const selected = editor.canvas.locator('.react-flow__node.selected');
  await editor.openTemplate('LeNet on digits');
  await editor.select('conv1');
  const list = inspector.getByRole('combobox', { name: 'Activation' });
  await list.click();
  await expect(list).toHaveAttribute('aria-expanded', 'true');
  await editor.press('Escape');
  await expect(list).toHaveAttribute('aria-expanded', 'false');
  await inspector.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).focus();
  await editor.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await editor.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await editor.press('Control+x');
  await editor.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(selected).toHaveCount(1);
  await expect(editor.blocks).toHaveCount(8);

  await editor.find('search blocks');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(editor.palette.getByRole('searchbox')).toBeFocused();
  await editor.press('Escape');
  await editor.press('Escape');
  await expect(selected).toHaveCount(0);
});

test('arrow keys move one block after the other, each a step of undo', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  await editor.select('conv1');
  await editor.press('ArrowDown');
  const first = await editor.exportJson();
  await editor.select('pool2');
  await editor.press('ArrowDown');
  expect(await editor.exportJson()).not.toBe(first);
  await editor.undo();
  expect(await editor.exportJson()).toBe(first);
});

test('a block lands where it is dropped, on a canvas that is empty again, too', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  await editor.find('new graph');
  await expect(editor.blocks).toHaveCount(0);
  await editor.dragFromPalette('Dense', { x: 500, y: 200 });
  const canvas = await editor.canvas.boundingBox();
  const block = await editor.block('dense1').boundingBox();
  // The middle of its head under the pointer, on the grid of 20.
  expect(Math.abs((block?.x ?? 0) + 70 - (canvas?.x ?? 0) - 500)).toBeLessThanOrEqual(20);
  expect(Math.abs((block?.y ?? 0) + 20 - (canvas?.y ?? 0) - 200)).toBeLessThanOrEqual(20);
});
