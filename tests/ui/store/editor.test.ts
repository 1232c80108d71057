/** The editor's state: what counts as another version of the graph, and what stays selected. */
import { beforeEach, expect, test } from 'vitest';
import { emptyDocument } from '../../../src/document/file.ts';
import { lenet } from '../../../src/templates/lenet.ts';
import { editorStore } from '../../../src/ui/store/editor.ts';

const editor = () => editorStore.getState();

beforeEach(() => editor().open(lenet.document));

test('moving and renaming make no other version of the graph; parameters and settings do', () => {
  const { revision, report } = editor();
  editor().edit([{ kind: 'move-blocks', positions: { conv1: { x: 20, y: 40 } } }], { label: 'move' });
  editor().edit([{ kind: 'rename-document', name: 'Mine' }], { label: 'rename' });
  expect(editor().revision).toBe(revision);
  expect(editor().report).toBe(report);
  editor().edit([{ kind: 'set-param', block: 'conv1', param: 'filters', value: 8 }], { label: 'filters' });
  expect(editor().revision).toBe(revision + 1);
  expect(editor().report).not.toBe(report);
  editor().edit([{ kind: 'set-training', training: { epochs: 2 } }], { label: 'epochs' });
  expect(editor().revision).toBe(revision + 2);
});

test('undo brings the document and its report back', () => {
  const { document, report } = editor();
  editor().edit([{ kind: 'remove-blocks', blocks: ['flatten'] }], { label: 'remove' });
  expect(editor().report.graph).toBeNull();
  editor().undo();
  expect(editor().document).toEqual(document);
  expect(editor().report.diagnostics).toEqual(report.diagnostics);
  expect(editor().report.graph).not.toBeNull();
});

test('what is removed is selected no longer', () => {
  editor().selectBlocks(['conv1', 'flatten']);
  editor().edit([{ kind: 'remove-blocks', blocks: ['flatten'] }], { label: 'remove' });
  expect([...editor().selection.blocks]).toEqual(['conv1']);
  editor().selectWire('conv1.x');
  editor().edit([{ kind: 'disconnect', to: ['conv1', 'x'] }], { label: 'unwire' });
  expect(editor().selection.wire).toBeNull();
});

test('another document starts a history of its own, and the old one can be brought back', () => {
  editor().edit([{ kind: 'rename-document', name: 'Mine' }], { label: 'rename' });
  const { history } = editor();
  editor().open(emptyDocument('Other'));
  expect(editor().history.past).toEqual([]);
  editor().reopen(history);
  expect(editor().document.name).toBe('Mine');
  editor().undo();
  expect(editor().document.name).toBe(lenet.document.name);
});
