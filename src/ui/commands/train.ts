/** Trains, pauses and resumes: what the dock's first button does. */
import { runsStore } from '../../runs/store.ts';
import { mainActionOf } from '../dock/main-action.ts';
import { editorStore } from '../store/editor.ts';
import type { Command } from './command.ts';

/** Whatever the button shows now. */
export function takeMainAction(): void {
  const { current, train: start, pause, resume } = runsStore.getState();
  const { document, revision } = editorStore.getState();
  const action = mainActionOf(current);
  if (action === 'pause') void pause();
  else if (action === 'resume') void resume();
  else if (action === 'train') void start(document, revision);
}

export const train: Command = {
  id: 'train',
  label: 'editor.train',
  group: 'training',
  shortcuts: ['Mod+Enter'],
  inFields: true,
  when: () => {
    const action = mainActionOf(runsStore.getState().current);
    return action === 'train' ? editorStore.getState().report.graph !== null : action !== 'prepare';
  },
  run: takeMainAction,
};
