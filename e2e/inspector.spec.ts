/** A person looks at a block, changes it, sees what follows, and is told what does not fit. */
import { expect, test } from './fixture.ts';

test('a parameter changes the shapes behind it while it is typed, and is one step of undo', async ({ editor }) => {
  const { inspector } = editor;
  await editor.openTemplate('LeNet on digits');
  await editor.select('conv1');
  const filters = inspector.getByRole('spinbutton', { name: 'Filters', exact: true });
  await filters.fill('');
  await filters.pressSequentially('24');
  await expect(editor.shape('pool1.x')).toHaveText('28×28×24');
  await expect(inspector.getByRole('region', { name: 'Cost' })).toContainText('3·3·1·24 + 24');
  await filters.press('Enter');

  await editor.undo();
  await expect(editor.shape('pool1.x')).toHaveText('28×28×16');
  await expect(filters).toHaveValue('16');

  await editor.setParam('conv1', 'Padding', 'Valid');
  await expect(editor.shape('pool1.x')).toHaveText('26×26×16');
  await expect(inspector.getByRole('region', { name: 'Shape' })).toContainText('⌊(28 − 3) / 1⌋ + 1 = 26');
});

test('a value that is not allowed is said at its field and not taken', async ({ editor }) => {
  const { inspector } = editor;
  await editor.openTemplate('LeNet on digits');
  await editor.select('conv1');
  const kernel = inspector.getByRole('spinbutton', { name: 'Kernel, height' });
  await kernel.fill('three');
  await expect(inspector.getByRole('alert')).toContainText('Expected two whole numbers');
  await expect(kernel).toHaveAttribute('aria-invalid', 'true');
  await kernel.press('Escape');
  await expect(kernel).toHaveValue('3');
  await expect(inspector.getByRole('alert')).toHaveCount(0);
});

test('reset takes all parameters back at once, and can be undone', async ({ editor }) => {
  const { inspector } = editor;
  await editor.openTemplate('LeNet on digits');
  await editor.setParam('conv1', 'Bias', false);
  await inspector.getByRole('button', { name: 'Reset' }).click();
  await expect(inspector.getByRole('switch', { name: 'Bias' })).toBeChecked();
  await expect(inspector.getByRole('radio', { name: 'Valid' })).toBeChecked();
  await editor.press('Control+z');
  await expect(inspector.getByRole('switch', { name: 'Bias' })).not.toBeChecked();
  await expect(inspector.getByRole('radio', { name: 'Same' })).toBeChecked();
});

test('a block gets a name, and its wires lead to its neighbours', async ({ editor }) => {
  const { inspector } = editor;
  await editor.openTemplate('LeNet on digits');
  await editor.select('conv1');
  const name = inspector.getByRole('textbox', { name: 'Name of the block' });
  await name.fill('edges');
  await name.press('Enter');
  await expect(editor.block('edges')).toBeVisible();
  await inspector.getByRole('button', { name: 'pool1', exact: true }).click();
  await expect(name).toHaveValue('pool1');
  await inspector.getByRole('button', { name: 'edges', exact: true }).click();
  await expect(name).toHaveValue('edges');
});

test('inputs that differ stand side by side, with the way that the odd size took', async ({ editor }) => {
  const { inspector } = editor;
  await editor.dragFromPalette('Image', { x: 120, y: 100 });
  await editor.dragFromPalette('Conv2D', { x: 360, y: 100 });
  await editor.palette.getByRole('button', { name: 'Merge' }).click();
  await editor.dragFromPalette('Add', { x: 620, y: 260 });
  await editor.wire('image1.image', 'conv1.x');
  await editor.setParam('conv1', 'Padding', 'Same');
  await editor.wire('conv1.y', 'add1.left');
  await editor.wire('image1.image', 'add1.right');
  await editor.select('add1');
  await expect(inspector.getByRole('row', { name: /^channels/ })).toContainText('differ');
  await expect(inspector.getByRole('row', { name: /^height/ })).toContainText('equal');
  const story = inspector.getByRole('region', { name: 'Where the channels come from' });
  await expect(story.getByRole('listitem')).toHaveText([/^image1/, /^conv1.*filters make it/, /^add1.*≠ 1/]);
  await story.getByRole('button', { name: 'conv1' }).click();
  await expect(inspector.getByRole('textbox', { name: 'Name of the block' })).toHaveValue('conv1');
});

test('with nothing selected the model is summed up and its training is set', async ({ editor }) => {
  const { inspector } = editor;
  await editor.openTemplate('LeNet on digits');
  await expect(inspector.getByRole('region', { name: 'Model' })).toContainText('20,490');
  await editor.setTraining('Optimizer', 'SGD');
  await editor.setTraining('Momentum', 0.9);
  await editor.setTraining('Schedule', 'Step');
  await editor.setTraining('Factor', 2);
  await expect(inspector.getByRole('spinbutton', { name: 'Factor' })).toHaveValue('0.5');
  await editor.setTraining('Clip gradients', true);
  const { training } = JSON.parse(await editor.exportJson());
  expect(training).toMatchObject({
    optimizer: { kind: 'sgd', momentum: 0.9 },
    schedule: { kind: 'step', every: 2, factor: 0.5 },
    clipNorm: 1,
  });

  await editor.press('Control+a');
  await expect(inspector.getByRole('heading', { name: '8 blocks' })).toBeVisible();
  await expect(inspector.getByRole('region', { name: 'Cost' })).toContainText('20,490');
});

test('a template on the empty canvas opens with a click', async ({ editor }) => {
  const card = editor.canvas.getByRole('button', { name: /LeNet on digits/ });
  await expect(card).toContainText('20,490 parameters');
  await card.click();
  await expect(editor.blocks).toHaveCount(8);
  await expect(card).toHaveCount(0);
});
