/** Pastes blocks that were copied here or in another window. */
import { pasteFromSystem } from './clipboard.ts';
import { always, type Command } from './command.ts';

export const paste: Command = {
  id: 'paste',
  label: 'editor.paste',
  group: 'edit',
  shortcuts: ['Mod+V'],
  byBrowser: true,
  when: always,
  run: () => void pasteFromSystem(),
};
