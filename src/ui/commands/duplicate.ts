/** Copies the selected blocks beside themselves. */
import { hasSelectedBlocks, pasteText, selectedText } from './clipboard.ts';
import type { Command } from './command.ts';

export const duplicate: Command = {
  id: 'duplicate',
  label: 'editor.duplicate',
  group: 'edit',
  shortcuts: ['Mod+D'],
  when: hasSelectedBlocks,
  run: () => pasteText(selectedText()),
};
