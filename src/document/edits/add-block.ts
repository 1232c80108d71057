/** Puts a new block on the canvas. */
import { type DocumentDraft, type EditOf, insertBlock } from './draft.ts';

export function addBlock(draft: DocumentDraft, edit: EditOf<'add-block'>): void {
  insertBlock(draft, edit.block, edit.position);
}
