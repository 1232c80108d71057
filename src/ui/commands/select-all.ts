/** Selects every block on the canvas. */
import { editorStore } from '../store/editor.ts';
import { openBody } from '../store/open-body.ts';
import type { Command } from './command.ts';

export const selectAll: Command = {
  id: 'select-all',
  label: 'editor.select-all',
  group: 'edit',
  shortcuts: ['Mod+A'],
  when: () => openBody().blocks.length > 0,
  run: () => editorStore.getState().selectBlocks(openBody().blocks.map((block) => block.id)),
};
