/** Copies the selected blocks and removes them, once they are on the clipboard. */
import { copyToSystem, hasSelectedBlocks, removeSelected } from './clipboard.ts';
import type { Command } from './command.ts';

export const cut: Command = {
  id: 'cut',
  label: 'editor.cut',
  group: 'edit',
  shortcuts: ['Mod+X'],
  byBrowser: true,
  when: hasSelectedBlocks,
  run: async () => {
    if (await copyToSystem()) removeSelected();
  },
};
