/** Things go wrong: a wire that does not fit, a file with faults, a block from another version. */
import { expect, test } from './fixture.ts';

test('a wire that does not fit is marked, explained and mended by one button', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  await editor.select('flatten');
  await editor.press('Delete');
  await editor.wire('pool2.y', 'dense1.x');

  await expect(editor.block('dense1')).toHaveAccessibleName(/wrong/);
  await expect(editor.wireTo('dense1.x')).toHaveAccessibleName(/wrong/);
  await expect(editor.card).toContainText('dense1');
  await expect(editor.dock.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();

  await editor.card
    .getByRole('button', { name: /^Apply/ })
    .first()
    .click();
  await expect(editor.card).toBeHidden();
  await expect(editor.block('dense1')).not.toHaveAccessibleName(/wrong/);
  expect(await editor.problems()).toEqual([]);

  await editor.undo();
  await expect(editor.block('dense1')).toHaveAccessibleName(/wrong/);
});

test('a file with faults is refused with their places, and the open graph stays', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  const before = await editor.exportJson();
  const faulty = JSON.parse(before);
  faulty.blocks[1].params.kernel = 'three';
  await editor.importJson(JSON.stringify(faulty), 'faulty.json');

  const dialog = editor.page.getByRole('dialog', { name: 'faulty.json cannot be opened' });
  await expect(dialog).toContainText('blocks[1].params.kernel');
  await expect(dialog).toContainText('got "three"');
  await editor.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await editor.exportJson()).toBe(before);
});

test('a block of an unknown kind opens as unknown and survives a save', async ({ editor }) => {
  await editor.openTemplate('LeNet on digits');
  const graph = JSON.parse(await editor.exportJson());
  graph.blocks[3].kind = 'conv7d';
  await editor.importJson(JSON.stringify(graph));
  await expect(editor.block('conv2')).toHaveAccessibleName('conv2, conv7d, unknown');
  expect(JSON.parse(await editor.exportJson())).toEqual(graph);
});
