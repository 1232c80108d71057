/** Goes to the next problem: its row, its block and its card. */
import { keyOf } from '../../check/fixes.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import type { Command } from './command.ts';

export const nextProblem: Command = {
  id: 'next-problem',
  label: 'editor.next-problem',
  group: 'canvas',
  keywords: 'editor.next-problem-keywords',
  shortcuts: ['F8'],
  inFields: true,
  when: () => editorStore.getState().report.diagnostics.length > 0,
  run: () => {
    const { diagnostics } = editorStore.getState().report;
    const { openDiagnostic, showDock, focusBlock, openCard } = viewStore.getState();
    const at = diagnostics.findIndex((each) => keyOf(each) === openDiagnostic);
    const next = diagnostics[(at + 1) % diagnostics.length];
    if (next === undefined) return;
    showDock('problems');
    if (next.block !== null) focusBlock(next.block);
    openCard(keyOf(next));
  },
};
