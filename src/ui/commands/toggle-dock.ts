/** Folds the dock up or down. */
import { viewStore } from '../store/view.ts';
import { always, type Command } from './command.ts';

export const toggleDock: Command = {
  id: 'toggle-dock',
  label: 'editor.toggle-dock',
  group: 'page',
  shortcuts: ['Mod+J'],
  when: always,
  run: () => viewStore.getState().toggleDock(),
};
