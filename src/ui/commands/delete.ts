/** Removes the selected blocks with their wires, or the selected wire. */
import { editorStore } from '../store/editor.ts';
import { hasSelectedBlocks, removeSelected } from './clipboard.ts';
import type { Command } from './command.ts';

export const deleteSelected: Command = {
  id: 'delete',
  label: 'editor.delete',
  group: 'edit',
  keywords: 'editor.delete-keywords',
  shortcuts: ['Delete', 'Backspace'],
  when: () => hasSelectedBlocks() || editorStore.getState().selection.wire !== null,
  run: removeSelected,
};
