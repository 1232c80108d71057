/** Saves the graph as a file. */
import { exportFile as saveAsFile } from '../persistence/files.ts';
import { always, type Command } from './command.ts';

export const exportFile: Command = {
  id: 'export',
  label: 'editor.export-json',
  group: 'file',
  keywords: 'editor.export-keywords',
  shortcuts: ['Mod+S'],
  inFields: true,
  when: always,
  run: saveAsFile,
};
