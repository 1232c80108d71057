/** Takes away the wire that ends at an input. */
import { localId } from '../path.ts';
import { bodyAround, type DocumentDraft, type EditOf, sameEnd } from './draft.ts';

export function disconnect(draft: DocumentDraft, { to }: EditOf<'disconnect'>): void {
  const wires = bodyAround(draft, to[0])?.wires ?? [];
  const at = wires.findIndex((wire) => sameEnd(wire.to, [localId(to[0]), to[1]]));
  if (at >= 0) wires.splice(at, 1);
}
