/** Takes the last step back. */
import { changedBody } from '../../document/history.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import type { Command } from './command.ts';

export const undo: Command = {
  id: 'undo',
  label: 'editor.undo',
  group: 'edit',
  shortcuts: ['Mod+Z'],
  when: () => editorStore.getState().history.past.length > 0,
  run: () => {
    const { history, undo: take } = editorStore.getState();
    const entry = history.past.at(-1);
    const body = entry && changedBody(history.present, entry.inverse);
    take();
    // A change that nobody sees would be no news.
    if (body !== undefined) viewStore.getState().showBody(body);
  },
};
