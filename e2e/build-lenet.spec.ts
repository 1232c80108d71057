/** From an empty canvas to a digit classifier: LeNet built by hand, its shapes read, trained, reloaded, exported, imported. */
import { expect, test } from './fixture.ts';

test('a person builds LeNet with the mouse and trains it to 97 % on validation', async ({ editor }) => {
  test.setTimeout(600_000);
  await expect(editor.blocks).toHaveCount(0);

  const columns = [110, 330, 550, 770];
  const upper = ['Image', 'Conv2D', 'MaxPool', 'Conv2D'];
  const lower = ['MaxPool', 'Flatten', 'Dense', 'Cross-entropy'];
  for (const [i, title] of upper.entries()) await editor.dragFromPalette(title, { x: columns[i] ?? 0, y: 80 });
  for (const [i, title] of lower.entries()) await editor.dragFromPalette(title, { x: columns[i] ?? 0, y: 340 });
  await expect(editor.blocks).toHaveCount(8);

  for (const [block, filters] of [
    ['conv1', 16],
    ['conv2', 32],
  ] as const) {
    await editor.setParam(block, 'Filters', filters);
    await editor.setParam(block, 'Padding', 'Same');
    await editor.setParam(block, 'Activation', 'ReLU');
  }
  await editor.setParam('dense1', 'Units', 10);

  const wires = [
    ['image1.image', 'conv1.x', '28×28×1'],
    ['conv1.y', 'pool1.x', '28×28×16'],
    ['pool1.y', 'conv2.x', '14×14×16'],
    ['conv2.y', 'pool2.x', '14×14×32'],
    ['pool2.y', 'flatten1.x', '7×7×32'],
    ['flatten1.y', 'dense1.x', '1568'],
    ['dense1.y', 'loss1.prediction', '10'],
  ] as const;
  for (const [from, to, shape] of wires) {
    await editor.wire(from, to);
    await expect(editor.shape(to)).toHaveText(shape);
  }
  await editor.wire('image1.label', 'loss1.target');
  expect(await editor.problems()).toEqual([]);

  await editor.showTab('Curves');
  await editor.train();
  await editor.waitForValidationAccuracy(0.97, 480_000);

  const text = await editor.exportJson();
  await editor.reload();
  await expect(editor.blocks).toHaveCount(8);
  for (const [, to, shape] of wires) await expect(editor.shape(to)).toHaveText(shape);
  expect(await editor.exportJson()).toBe(text);

  await editor.press('Control+a');
  await editor.press('Delete');
  await expect(editor.blocks).toHaveCount(0);
  await editor.importJson(text);
  await expect(editor.blocks).toHaveCount(8);
  expect(await editor.exportJson()).toBe(text);
});
