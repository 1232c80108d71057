/** Opens the list of everything that can be done or gone to. */
import { viewStore } from '../store/view.ts';
import { always, type Command } from './command.ts';

export const find: Command = {
  id: 'find',
  label: 'editor.find',
  group: 'page',
  shortcuts: ['Mod+K'],
  inFields: true,
  when: always,
  run: () => viewStore.getState().showDialog({ kind: 'commands' }),
};
