/** Takes blocks away, with every wire that touches them. */
import type { DocumentDraft, EditOf } from './draft.ts';

export function removeBlocks(draft: DocumentDraft, edit: EditOf<'remove-blocks'>): void {
  const gone = new Set(edit.blocks);
  if (!draft.blocks.some((block) => gone.has(block.id))) return;
  draft.blocks = draft.blocks.filter((block) => !gone.has(block.id));
  draft.wires = draft.wires.filter((wire) => !gone.has(wire.from[0]) && !gone.has(wire.to[0]));
  for (const id of gone) delete draft.layout[id];
}
