/** Opens the list of shortcuts. */
import { viewStore } from '../store/view.ts';
import { always, type Command } from './command.ts';

export const shortcuts: Command = {
  id: 'shortcuts',
  label: 'editor.shortcuts',
  group: 'page',
  keywords: 'editor.shortcuts-keywords',
  shortcuts: ['?'],
  when: always,
  run: () => viewStore.getState().showDialog({ kind: 'shortcuts' }),
};
