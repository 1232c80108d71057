/** The bodies of blocks, and how they are seen from outside: with their blocks named by paths. */
import { type Block, type BlockId, type Body, type Document, findBlock, type Wire } from './document.ts';
import { joinPath } from './path.ts';

export const emptyBody: Body = { blocks: [], wires: [], layout: {} };

/** The body of the block, with the ids that it stores; the document itself for null. */
export const bodyOf = (document: Document, inside: BlockId | null): Body =>
  inside === null ? document : (findBlock(document, inside)?.body ?? emptyBody);

/**
 * The body of the block with every block named by its path, as edits, reports and the canvas name them. Equal bodies give the
 * same objects each time, so that what remembers blocks by identity still does.
 */
export const bodyAt = (document: Document, inside: BlockId | null): Body =>
  inside === null ? document : pathedBody(bodyOf(document, inside), inside);

export const pathedBody = remembering((body: Body, inside: BlockId): Body => {
  return {
    blocks: body.blocks.map((block) => pathedBlock(block, inside)),
    wires: body.wires.map((wire) => pathedWire(wire, inside)),
    layout: Object.fromEntries(Object.entries(body.layout).map(([id, position]) => [joinPath(inside, id), position])),
  };
});

const pathedBlock = remembering(
  (block: Block, inside: BlockId): Block => ({ ...block, id: joinPath(inside, block.id) }),
);

const pathedWire = remembering(
  ({ from, to }: Wire, inside: BlockId): Wire => ({
    from: [joinPath(inside, from[0]), from[1]],
    to: [joinPath(inside, to[0]), to[1]],
  }),
);

/** Makes each result once for each object and path. */
function remembering<T extends object>(make: (value: T, inside: BlockId) => T): (value: T, inside: BlockId) => T {
  const made = new WeakMap<T, Map<BlockId, T>>();
  return (value, inside) => {
    const known = made.get(value) ?? new Map<BlockId, T>();
    made.set(value, known);
    const before = known.get(inside);
    if (before !== undefined) return before;
    const result = make(value, inside);
    known.set(inside, result);
    return result;
  };
}
