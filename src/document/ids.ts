/** Ids for new blocks: `conv1`, `conv2`. */
import type { BlockId, Document } from './document.ts';
import { limits } from './limits.ts';

/** The first of stem1, stem2 ... that no block of the document, and nothing in `taken`, has. */
export function freshId(
  document: Pick<Document, 'blocks'>,
  stem: string,
  taken: ReadonlySet<BlockId> = new Set(),
): BlockId {
  const used = new Set(document.blocks.map((block) => block.id));
  const start = stem.slice(0, limits.id - String(limits.blocks).length);
  let number = 1;
  while (used.has(`${start}${number}`) || taken.has(`${start}${number}`)) number++;
  return `${start}${number}`;
}

/** The id without its number: `conv` of `conv12`. */
export const stemOf = (id: BlockId): string => id.replace(/[0-9]+$/, '');
