/** Puts the cursor into the palette's search. */
import { always, type Command } from './command.ts';

export const searchBlocks: Command = {
  id: 'search-blocks',
  label: 'editor.search-blocks',
  group: 'canvas',
  shortcuts: ['/'],
  when: always,
  run: () => document.getElementById('palette-search')?.focus(),
};
