/** Adds copied blocks with the wires among them. */
import { type DocumentDraft, type EditOf, insertBlock, insertWire } from './draft.ts';

export function paste(draft: DocumentDraft, edit: EditOf<'paste'>): void {
  for (const block of edit.blocks) insertBlock(draft, block, edit.positions[block.id] ?? { x: 0, y: 0 });
  for (const wire of edit.wires) insertWire(draft, wire);
}
