/** Which body is on the canvas: where it stood is found again, and it follows what is undone, removed and pointed at. */
import { beforeEach, expect, test } from 'vitest';
import { cellRnn } from '../../../src/templates/cell-rnn.ts';
import { redo } from '../../../src/ui/commands/redo.ts';
import { undo } from '../../../src/ui/commands/undo.ts';
import { editorStore } from '../../../src/ui/store/editor.ts';
import { openBody } from '../../../src/ui/store/open-body.ts';
import { viewStore } from '../../../src/ui/store/view.ts';

const page = { toggleColorScheme: () => {} };
const open = () => viewStore.getState().openBody;

beforeEach(() => {
  editorStore.getState().open(cellRnn.document);
  viewStore.getState().showBody(null);
});

test('each body is found again where the canvas stood', () => {
  const { showBody, setViewport } = viewStore.getState();
  setViewport({ x: 1, y: 2, zoom: 0.5 });
  showBody('cell');
  expect(viewStore.getState().viewport).toBeNull();
  setViewport({ x: 9, y: 9, zoom: 1 });
  showBody(null);
  expect(viewStore.getState().viewport).toEqual({ x: 1, y: 2, zoom: 0.5 });
  showBody('cell');
  expect(viewStore.getState().viewport).toEqual({ x: 9, y: 9, zoom: 1 });
  expect(openBody().blocks.map(({ id }) => id)).toContain('cell/tanh');
});

test('to go to a block opens the body that it lies in', () => {
  viewStore.getState().focusBlock('cell/tanh');
  expect(open()).toBe('cell');
  expect([...editorStore.getState().selection.blocks]).toEqual(['cell/tanh']);
  viewStore.getState().focusBlock('rows');
  expect(open()).toBeNull();
});

test('what is undone or done again is shown where it happens', () => {
  const { edit } = editorStore.getState();
  edit([{ kind: 'set-param', block: 'cell/from_h', param: 'bias', value: true }], { label: 'bias' });
  edit([{ kind: 'set-training', training: { epochs: 9 } }], { label: 'epochs' });
  undo.run(page);
  expect(open()).toBeNull();
  undo.run(page);
  expect(open()).toBe('cell');
  viewStore.getState().showBody(null);
  redo.run(page);
  expect(open()).toBe('cell');
  redo.run(page);
  expect(open()).toBe('cell');
});

test('a body whose block goes is left', () => {
  viewStore.getState().showBody('cell');
  editorStore.getState().edit([{ kind: 'remove-blocks', blocks: ['cell'] }], { label: 'remove' });
  expect(open()).toBeNull();
  undo.run(page);
  expect(open()).toBeNull();
});
