/** Puts the whole graph on the clipboard as JSON. */
import { copyJson as copyWholeJson } from '../persistence/files.ts';
import { always, type Command } from './command.ts';

export const copyJson: Command = {
  id: 'copy-json',
  label: 'editor.copy-json',
  group: 'file',
  shortcuts: [],
  when: always,
  run: () => void copyWholeJson(),
};
