/** Finds a place for blocks that a file gives none: columns from left to right, in the order in which data flow. */
import { toposort } from '../base/toposort.ts';
import type { BlockId, Body, Position } from './document.ts';

/** Canvas units from one column and row to the next: a block and the shape on its wire fit. */
const COLUMN = 260;
const ROW = 160;

/** The layout, with positions for the blocks that lacked one; they stand below those that have one. */
export function arranged(body: Body): { readonly [block: BlockId]: Position } {
  if (body.blocks.every((block) => body.layout[block.id] !== undefined)) return body.layout;
  const depths = depthsOf(body);
  const lowest = Math.max(-ROW, ...Object.values(body.layout).map((position) => position.y));
  const rows = new Map<number, number>();
  const layout = { ...body.layout };
  for (const { id } of body.blocks) {
    if (layout[id] !== undefined) continue;
    const column = depths.get(id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    layout[id] = { x: column * COLUMN, y: Math.round(lowest) + ROW * (row + 1) };
  }
  return layout;
}

/** Wires on the longest way from a block without inputs; blocks on a cycle count from 0. */
function depthsOf(body: Body): ReadonlyMap<BlockId, number> {
  const next = new Map<BlockId, BlockId[]>(body.blocks.map((block) => [block.id, []]));
  for (const { from, to } of body.wires) next.get(from[0])?.push(to[0]);
  const depths = new Map<BlockId, number>();
  for (const id of toposort([...next.keys()], (each) => next.get(each) ?? []).order)
    for (const after of next.get(id) ?? [])
      depths.set(after, Math.max(depths.get(after) ?? 0, (depths.get(id) ?? 0) + 1));
  return depths;
}
