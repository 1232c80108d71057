/** Shows the selected recurrent block unrolled in time. */
import { selectedRecurrent } from '../inside/recurrent/selected.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import type { Command } from './command.ts';

export const unroll: Command = {
  id: 'unroll',
  label: 'inside.unroll',
  group: 'canvas',
  keywords: 'inside.unroll-keywords',
  shortcuts: ['U'],
  when: () => selectedRecurrent(editorStore.getState()) !== null,
  run: () => viewStore.getState().unroll(selectedRecurrent(editorStore.getState())),
};
