/** Makes the graph smaller. */
import { viewStore } from '../store/view.ts';
import { always, type Command } from './command.ts';

export const zoomOut: Command = {
  id: 'zoom-out',
  label: 'editor.zoom-out',
  group: 'canvas',
  shortcuts: ['Mod+-'],
  when: always,
  run: () => viewStore.getState().request({ kind: 'zoom', by: 1 / 1.2 }),
};
