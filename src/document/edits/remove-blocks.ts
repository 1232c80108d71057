/** Takes blocks away, with every wire that touches them. */
import type { BlockId } from '../document.ts';
import { localId } from '../path.ts';
import { type BodyDraft, bodyAround, type DocumentDraft, type EditOf } from './draft.ts';

export function removeBlocks(draft: DocumentDraft, edit: EditOf<'remove-blocks'>): void {
  const gone = new Map<BodyDraft, Set<BlockId>>();
  for (const path of edit.blocks) {
    const body = bodyAround(draft, path);
    if (body !== undefined) gone.set(body, (gone.get(body) ?? new Set()).add(localId(path)));
  }
  for (const [body, ids] of gone) removeFrom(body, ids);
}

function removeFrom(body: BodyDraft, ids: ReadonlySet<BlockId>): void {
  if (!body.blocks.some((block) => ids.has(block.id))) return;
  body.blocks = body.blocks.filter((block) => !ids.has(block.id));
  body.wires = body.wires.filter((wire) => !ids.has(wire.from[0]) && !ids.has(wire.to[0]));
  for (const id of ids) delete body.layout[id];
}
