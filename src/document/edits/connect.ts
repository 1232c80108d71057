/** Draws a wire; an input takes one wire, so the one that ended there before goes. */
import { type DocumentDraft, type EditOf, insertWire } from './draft.ts';

export function connect(draft: DocumentDraft, edit: EditOf<'connect'>): void {
  insertWire(draft, { from: edit.from, to: edit.to });
}
