/** Makes the graph larger. */
import { viewStore } from '../store/view.ts';
import { always, type Command } from './command.ts';

export const zoomIn: Command = {
  id: 'zoom-in',
  label: 'editor.zoom-in',
  group: 'canvas',
  shortcuts: ['Mod+=', 'Mod++'],
  when: always,
  run: () => viewStore.getState().request({ kind: 'zoom', by: 1.2 }),
};
