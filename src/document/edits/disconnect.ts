/** Takes away the wire that ends at an input. */
import { type DocumentDraft, type EditOf, sameEnd } from './draft.ts';

export function disconnect(draft: DocumentDraft, edit: EditOf<'disconnect'>): void {
  const at = draft.wires.findIndex((wire) => sameEnd(wire.to, edit.to));
  if (at >= 0) draft.wires.splice(at, 1);
}
