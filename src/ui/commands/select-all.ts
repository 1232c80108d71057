/** Selects every block. */
import { editorStore } from '../store/editor.ts';
import type { Command } from './command.ts';

export const selectAll: Command = {
  id: 'select-all',
  label: 'editor.select-all',
  group: 'edit',
  shortcuts: ['Mod+A'],
  when: () => editorStore.getState().document.blocks.length > 0,
  run: () => {
    const { document, selectBlocks } = editorStore.getState();
    selectBlocks(document.blocks.map((block) => block.id));
  },
};
