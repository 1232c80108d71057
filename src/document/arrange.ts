/** Finds a place for blocks that a file gives none: read like text, rows of a few columns in the order of the data. */
import { toposort } from '../base/toposort.ts';
import type { Block, BlockId, Body, Position } from './document.ts';
import { wiresWithinStep } from './loop.ts';

/** Canvas units from one column and row to the next: a block with its preview, a chip and two short wires fit. */
export const pitch = { column: 240, row: 280 } as const;
/** The same in the body of a block, where shapes are short and no block shows a preview unless it is selected. */
export const innerPitch = { column: 180, row: 120 } as const;
/** More would be too small to read when all of it is in view. */
const COLUMNS = 5;

/** The layout, with positions for the blocks that lacked one; they stand below those that have one. */
export function arranged(
  body: Body,
  { column, row }: { readonly column: number; readonly row: number } = pitch,
): { readonly [block: BlockId]: Position } {
  if (body.blocks.every((block) => body.layout[block.id] !== undefined)) return body.layout;
  const depths = depthsOf(body);
  const lowest = Math.max(-row, ...Object.values(body.layout).map((position) => position.y));
  const layers: BlockId[][] = [];
  for (const { id } of body.blocks) {
    if (body.layout[id] !== undefined) continue;
    const depth = depths.get(id) ?? 0;
    layers[depth] ??= [];
    layers[depth].push(id);
  }
  const layout = { ...body.layout };
  let top = Math.round(lowest) + row;
  for (let first = 0; first < layers.length; first += COLUMNS) {
    const line = Array.from({ length: COLUMNS }, (_, column) => layers[first + column] ?? []);
    for (const [right, ids] of line.entries())
      for (const [down, id] of ids.entries()) layout[id] = { x: right * column, y: top + down * row };
    top += row * Math.max(...line.map((ids) => ids.length));
  }
  return layout;
}

/** Blocks whose bodies are arranged too, however deep. */
export function arrangedInside(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => {
    if (block.body === undefined) return block;
    const body = { ...block.body, blocks: arrangedInside(block.body.blocks) };
    return { ...block, body: { ...body, layout: arranged(body, innerPitch) } };
  });
}

/** Wires on the longest way from a block without inputs; blocks on a cycle count from 0. */
function depthsOf(body: Body): ReadonlyMap<BlockId, number> {
  const next = new Map<BlockId, BlockId[]>(body.blocks.map((block) => [block.id, []]));
  for (const { from, to } of wiresWithinStep(body)) next.get(from[0])?.push(to[0]);
  const depths = new Map<BlockId, number>();
  for (const id of toposort([...next.keys()], (each) => next.get(each) ?? []).order)
    for (const after of next.get(id) ?? [])
      depths.set(after, Math.max(depths.get(after) ?? 0, (depths.get(id) ?? 0) + 1));
  return depths;
}
