/** Brings the whole graph into view. */
import { openBody } from '../store/open-body.ts';
import { viewStore } from '../store/view.ts';
import type { Command } from './command.ts';

export const fit: Command = {
  id: 'fit',
  label: 'editor.fit',
  group: 'canvas',
  keywords: 'editor.fit-keywords',
  shortcuts: ['Shift+1'],
  when: () => openBody().blocks.length > 0,
  run: () => viewStore.getState().request({ kind: 'fit' }),
};
