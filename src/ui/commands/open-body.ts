/** Opens the selected block on the canvas, to be wired from blocks itself; and leaves what is open. */
import { parentOf } from '../../document/path.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import type { Command } from './command.ts';

/** The selected block, if it is one alone and has a body. */
function selectedCell(): string | null {
  const { selection, report } = editorStore.getState();
  const [only] = selection.blocks;
  if (only === undefined || selection.blocks.size > 1) return null;
  return report.blocks.get(only)?.definition?.body === undefined ? null : only;
}

export const openBody: Command = {
  id: 'open-body',
  label: 'editor.open-cell',
  group: 'canvas',
  keywords: 'editor.open-cell-keywords',
  shortcuts: ['O'],
  when: () => selectedCell() !== null,
  run: () => {
    const cell = selectedCell();
    if (cell !== null) viewStore.getState().showBody(cell);
  },
};

/** Back to where the open block lies, which is selected. */
export function leaveBody(): void {
  const { openBody: open, showBody } = viewStore.getState();
  if (open === null) return;
  showBody(parentOf(open));
  editorStore.getState().selectBlocks([open]);
}
