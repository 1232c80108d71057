/** Copies the selected blocks with the wires among them. */
import { copyToSystem, hasSelectedBlocks } from './clipboard.ts';
import type { Command } from './command.ts';

export const copy: Command = {
  id: 'copy',
  label: 'editor.copy',
  group: 'edit',
  shortcuts: ['Mod+C'],
  byBrowser: true,
  when: hasSelectedBlocks,
  run: () => void copyToSystem(),
};
