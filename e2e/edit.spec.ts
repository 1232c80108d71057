/** A person builds a small graph by hand, changes their mind, and finds it again. */
import { expect, test } from './fixture.ts';

test('blocks are dragged out, wired, undone, and there again after a reload', async ({ editor }) => {
  await editor.dragFromPalette('Image', { x: 140, y: 120 });
  await editor.dragFromPalette('Conv2D', { x: 380, y: 120 });
  await expect(editor.blocks).toHaveCount(2);

  await editor.wire('image1.image', 'conv1.x');
  await expect(editor.shape('conv1.x')).toHaveText('28×28×1');

  await editor.undo();
  await expect(editor.wireTo('conv1.x')).toHaveCount(0);
  await editor.redo();
  await expect(editor.shape('conv1.x')).toHaveText('28×28×1');

  await editor.select('conv1');
  await editor.reload();
  await expect(editor.blocks).toHaveCount(2);
  await expect(editor.shape('conv1.x')).toHaveText('28×28×1');
  await expect(editor.block('conv1')).toHaveClass(/selected/);
});

test('an exported graph is imported as the same bytes', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  const text = await editor.exportJson();
  await editor.press('Control+a');
  await editor.press('Delete');
  await expect(editor.blocks).toHaveCount(0);
  await editor.importJson(text);
  await expect(editor.blocks).toHaveCount(8);
  expect(await editor.exportJson()).toBe(text);
});
