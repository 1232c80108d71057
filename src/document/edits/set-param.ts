/** Sets a parameter of a block, or lets it go back to its default. */
import { blockIn, type DocumentDraft, type EditOf } from './draft.ts';

export function setParam(draft: DocumentDraft, edit: EditOf<'set-param'>): void {
  const block = blockIn(draft, edit.block);
  if (block === undefined || edit.param in Object.prototype) return;
  if (edit.value === undefined) delete block.params[edit.param];
  else block.params[edit.param] = edit.value;
}
