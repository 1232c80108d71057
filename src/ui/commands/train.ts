/** Trains, pauses and resumes: what the dock's first button does. */
import { runsStore } from '../../runs/store.ts';
import { editorStore } from '../store/editor.ts';
import type { Command } from './command.ts';

export const train: Command = {
  id: 'train',
  label: 'editor.train',
  group: 'training',
  shortcuts: ['Mod+Enter'],
  inFields: true,
  when: () => runsStore.getState().current?.state === 'running' || editorStore.getState().report.graph !== null,
  run: () => {
    const { current, train: start, pause, resume } = runsStore.getState();
    const { document, revision } = editorStore.getState();
    if (current?.state === 'running') void pause();
    else if (current?.state === 'paused' && current.revision === revision) void resume();
    else void start(document, revision);
  },
};
