/** Closes the unrolled view or the open card, else selects nothing. */
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
    viewStore.getState().unrolled !== null ||
    viewStore.getState().openDiagnostic !== null ||
    hasSelectedBlocks() ||
    editorStore.getState().selection.wire !== null,
  run: () => {
    const { openDiagnostic, openCard, unrolled, unroll } = viewStore.getState();
    if (unrolled !== null) unroll(null);
    else if (openDiagnostic !== null) openCard(null);
    else editorStore.getState().clearSelection();
  },
};
