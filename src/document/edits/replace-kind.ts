/** Puts a block of another kind in the place of one; the wires stay and change to the new block's ports. */
import { type End, endKey } from '../document.ts';
import { type BodyDraft, blockIn, bodyAround, type DocumentDraft, type EditOf } from './draft.ts';

export function replaceKind(draft: DocumentDraft, edit: EditOf<'replace-kind'>): void {
  const block = blockIn(draft, edit.block);
  if (block === undefined) return;
  block.kind = edit.with;
  block.params = { ...edit.params };
  delete block.body;
  const body = bodyAround(draft, edit.block) as BodyDraft;
  const renamed = (end: End): End => [end[0], end[0] === block.id ? (edit.ports[end[1]] ?? end[1]) : end[1]];
  const taken = new Set<string>();
  const wires = [];
  for (const wire of body.wires) {
    const to = renamed(wire.to);
    // Two old inputs may become one new input, which takes one wire.
    if (!taken.has(endKey(to))) wires.push({ from: renamed(wire.from), to });
    taken.add(endKey(to));
  }
  body.wires = wires;
}
