/** Closes the open card, else selects nothing. */
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import { hasSelectedBlocks } from './clipboard.ts';
import type { Command } from './command.ts';

export const deselect: Command = {
  id: 'deselect',
  label: 'editor.deselect',
  group: 'edit',
  shortcuts: ['Escape'],
  when: () =>
    viewStore.getState().openDiagnostic !== null ||
    hasSelectedBlocks() ||
    editorStore.getState().selection.wire !== null,
  run: () => {
    const { openDiagnostic, openCard } = viewStore.getState();
    if (openDiagnostic !== null) openCard(null);
    else editorStore.getState().clearSelection();
  },
};
