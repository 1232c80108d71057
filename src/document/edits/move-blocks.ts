/** Moves blocks on the canvas. */
import { isId } from '../limits.ts';
import { blockIn, type DocumentDraft, type EditOf, wholePosition } from './draft.ts';

export function moveBlocks(draft: DocumentDraft, edit: EditOf<'move-blocks'>): void {
  for (const [id, position] of Object.entries(edit.positions)) {
    if (!isId(id)) continue;
    const now = Object.hasOwn(draft.layout, id) ? draft.layout[id] : undefined;
    if (now === undefined && blockIn(draft, id) === undefined) continue;
    const next = wholePosition(position);
    if (now?.x !== next.x || now.y !== next.y) draft.layout[id] = next;
  }
}
