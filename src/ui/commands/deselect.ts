/** Closes the unrolled view or the open card, else selects nothing, else leaves the open body. */
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import { hasSelectedBlocks } from './clipboard.ts';
import type { Command } from './command.ts';
import { leaveBody } from './open-body.ts';

export const deselect: Command = {
  id: 'deselect',
  label: 'editor.deselect',
  group: 'edit',
  shortcuts: ['Escape'],
  when: () =>
    viewStore.getState().unrolled !== null ||
    viewStore.getState().openDiagnostic !== null ||
    hasSelectedBlocks() ||
    editorStore.getState().selection.wire !== null ||
    viewStore.getState().openBody !== null,
  run: () => {
    const { openDiagnostic, openCard, unrolled, unroll } = viewStore.getState();
    const isSelected = hasSelectedBlocks() || editorStore.getState().selection.wire !== null;
    if (unrolled !== null) unroll(null);
    else if (openDiagnostic !== null) openCard(null);
    else if (isSelected) editorStore.getState().clearSelection();
    else leaveBody();
  },
};
