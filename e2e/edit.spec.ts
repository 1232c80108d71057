/** A person builds a small graph by hand, changes their mind, and finds it again. */
import { EditorPage } from './editor.page.ts';
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

test("of two tabs neither takes the other one's graph away unasked", async ({ editor }) => {
  const second = new EditorPage(await editor.page.context().newPage());
  await second.open();
  await editor.openTemplate('LeNet on digits');
  await expect(editor.saveState).toHaveText('Saved');
  await second.openTemplate('Autoencoder');
  await expect(second.saveState).toHaveText('Not saved: another tab did');

  const name = editor.page.getByRole('textbox', { name: 'Name of the graph' });
  await editor.reload();
  await expect(name).toHaveValue('LeNet on digits');
  await second.page.getByRole('banner').getByRole('button', { name: 'Keep this one' }).click();
  await expect(second.saveState).toHaveText('Saved');
  await editor.reload();
  await expect(name).toHaveValue('Autoencoder');
});

test('every graph that is opened comes into view, wherever the canvas was left', async ({ editor }) => {
  const viewport = editor.canvas.locator('.react-flow__viewport');
  const place = () => viewport.evaluate((element) => getComputedStyle(element).transform);
  await editor.openTemplate('LeNet on digits');
  await expect(editor.block('digits')).toBeInViewport({ ratio: 0.99 });
  const fitted = await place();
  const leave = async (): Promise<void> => {
    const before = await place();
    await editor.canvas.hover();
    await editor.page.mouse.wheel(3000, 3000);
    await expect.poll(place).not.toBe(before);
  };
  await leave();
  await expect(editor.block('digits')).not.toBeInViewport();
  await editor.openTemplate('Autoencoder');
  for (const block of ['digits', 'loss']) await expect(editor.block(block)).toBeInViewport({ ratio: 0.99 });
  await leave();
  await editor.openTemplate('LeNet on digits');
  await expect.poll(place).toBe(fitted);
  await leave();
  await editor.press('Control+k');
  await editor.page.getByRole('dialog').getByRole('combobox').fill('New');
  await editor.page.getByRole('dialog').getByRole('option', { name: /^New/ }).click();
  await expect(editor.blocks).toHaveCount(0);
  await expect.poll(place).toBe('matrix(1, 0, 0, 1, 0, 0)');
});
