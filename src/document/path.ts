/** Paths name a block wherever it lies: `cell/dense1` is block `dense1` in the body of block `cell`. */
import type { BlockId } from './document.ts';

/** The block in whose body the block of this path lies; null for a block of the document itself. */
export function parentOf(path: BlockId): BlockId | null {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? null : path.slice(0, slash);
}

/** The id within the body: `dense1` of `cell/dense1`. */
export const localId = (path: BlockId): BlockId => path.slice(path.lastIndexOf('/') + 1);

export const joinPath = (inside: BlockId | null, id: BlockId): BlockId => (inside === null ? id : `${inside}/${id}`);

/** The block of the document itself that the path begins with. */
export const rootOf = (path: BlockId): BlockId => path.split('/')[0] as BlockId;
