/** Takes the last step back. */
import { editorStore } from '../store/editor.ts';
import type { Command } from './command.ts';

export const undo: Command = {
  id: 'undo',
  label: 'editor.undo',
  group: 'edit',
  shortcuts: ['Mod+Z'],
  when: () => editorStore.getState().history.past.length > 0,
  run: () => editorStore.getState().undo(),
};
