/** Starts with an empty canvas; undo does not bring the old graph back, so it is there to export first. */
import { emptyDocument } from '../../document/file.ts';
import { message } from '../../text/catalog.ts';
import { openDocument } from '../persistence/files.ts';
import { editorStore } from '../store/editor.ts';
import type { Command } from './command.ts';

export const newDocument: Command = {
  id: 'new',
  label: 'editor.new',
  group: 'file',
  keywords: 'editor.new-keywords',
  shortcuts: [],
  when: () => editorStore.getState().document.blocks.length > 0,
  run: () => openDocument(emptyDocument(message('editor.untitled'))),
};
