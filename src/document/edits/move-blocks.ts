/** Moves blocks on the canvas. */
import { blockIn, type DocumentDraft, type EditOf, wholePosition } from './draft.ts';

export function moveBlocks(draft: DocumentDraft, edit: EditOf<'move-blocks'>): void {
  for (const [id, position] of Object.entries(edit.positions)) {
    if (blockIn(draft, id) === undefined) continue;
    const next = wholePosition(position);
    const now = draft.layout[id];
    if (now?.x !== next.x || now.y !== next.y) draft.layout[id] = next;
  }
}
