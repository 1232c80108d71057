/** Brings the whole graph into view. */
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import type { Command } from './command.ts';

export const fit: Command = {
  id: 'fit',
  label: 'editor.fit',
  group: 'canvas',
  keywords: 'editor.fit-keywords',
  shortcuts: ['Shift+1'],
  when: () => editorStore.getState().document.blocks.length > 0,
  run: () => viewStore.getState().request({ kind: 'fit' }),
};
