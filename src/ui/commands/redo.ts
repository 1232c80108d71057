/** Does the last undone step again. */
import { changedBody } from '../../document/history.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import type { Command } from './command.ts';

export const redo: Command = {
  id: 'redo',
  label: 'editor.redo',
  group: 'edit',
  shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
  when: () => editorStore.getState().history.future.length > 0,
  run: () => {
    const { history, redo: take } = editorStore.getState();
    const entry = history.future[0];
    const body = entry && changedBody(history.present, entry.patches);
    take();
    // A change that nobody sees would be no news.
    if (body !== undefined) viewStore.getState().showBody(body);
  },
};
