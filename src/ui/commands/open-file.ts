/** Opens a graph file. */
import { pickFile } from '../persistence/files.ts';
import { always, type Command } from './command.ts';

export const openFile: Command = {
  id: 'open',
  label: 'editor.open',
  group: 'file',
  keywords: 'editor.open-keywords',
  shortcuts: ['Mod+O'],
  inFields: true,
  when: always,
  run: pickFile,
};
