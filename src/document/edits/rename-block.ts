/** Gives a block a name of its own; an empty one, or its id, takes the name away. */
import { limits } from '../limits.ts';
import { blockIn, type DocumentDraft, type EditOf } from './draft.ts';

export function renameBlock(draft: DocumentDraft, edit: EditOf<'rename-block'>): void {
  const block = blockIn(draft, edit.block);
  if (block === undefined) return;
  const name = edit.name.trim().slice(0, limits.name);
  if (name === '' || name === block.id) delete block.name;
  else block.name = name;
}
