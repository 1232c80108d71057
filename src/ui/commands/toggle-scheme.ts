/** Light to dark and back. */
import { always, type Command } from './command.ts';

export const toggleScheme: Command = {
  id: 'toggle-scheme',
  label: 'editor.toggle-scheme',
  group: 'page',
  keywords: 'editor.toggle-scheme-keywords',
  shortcuts: [],
  when: always,
  run: (page) => page.toggleColorScheme(),
};
