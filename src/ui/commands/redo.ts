/** Does the last undone step again. */
import { editorStore } from '../store/editor.ts';
import type { Command } from './command.ts';

export const redo: Command = {
  id: 'redo',
  label: 'editor.redo',
  group: 'edit',
  shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
  when: () => editorStore.getState().history.future.length > 0,
  run: () => editorStore.getState().redo(),
};
