/** Moves blocks on the canvas. */
import { isId } from '../limits.ts';
import { localId } from '../path.ts';
import { blockIn, bodyAround, type DocumentDraft, type EditOf, wholePosition } from './draft.ts';

export function moveBlocks(draft: DocumentDraft, edit: EditOf<'move-blocks'>): void {
  for (const [path, position] of Object.entries(edit.positions)) {
    const id = localId(path);
    const layout = bodyAround(draft, path)?.layout;
    if (!isId(id) || layout === undefined) continue;
    const now = Object.hasOwn(layout, id) ? layout[id] : undefined;
    if (now === undefined && blockIn(draft, path) === undefined) continue;
    const next = wholePosition(position);
    if (now?.x !== next.x || now.y !== next.y) layout[id] = next;
  }
}
