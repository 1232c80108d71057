/** Ids for new blocks: `conv1`, `conv2`. */
import { bodyAt } from './bodies.ts';
import type { BlockId, Document } from './document.ts';
import { limits } from './limits.ts';
import { joinPath, localId } from './path.ts';

/** The first of stem1, stem2 ... that no block of the body (of the document for null), and nothing in `taken`, has: its path. */
export function freshId(
  document: Document,
  stem: string,
  {
    inside = null,
    taken = new Set(),
  }: { readonly inside?: BlockId | null; readonly taken?: ReadonlySet<BlockId> } = {},
): BlockId {
  const used = new Set(bodyAt(document, inside).blocks.map((block) => block.id));
  const start = joinPath(inside, stem.slice(0, limits.id - String(limits.blocks).length));
  let number = 1;
  while (used.has(`${start}${number}`) || taken.has(`${start}${number}`)) number++;
  return `${start}${number}`;
}

/** The id without its number: `conv` of `conv12` and of `cell/conv12`. */
export const stemOf = (id: BlockId): string => localId(id).replace(/[0-9]+$/, '');
