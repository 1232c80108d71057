/** Where on the canvas a new block goes, so that it covers none and wires stay short. */
import type { BlockId, Body, Position } from '../document/document.ts';
import type { Edit } from '../document/edits/edit.ts';

/** Room that a node takes with a little air, and the distance from block to block in a row, in canvas units. */
const room = { width: 160, height: 140 } as const;
const pitch = 230;
const grid = 20;

export interface Place {
  readonly position: Position;
  /** Moves that make room first. */
  readonly moves: readonly Edit[];
}

/**
 * On the middle of a wire where that is free, or free a little below. Between two neighbours of a row there is no room:
 * the second and what follows it in its row move on.
 */
export function placeOnWire(body: Pick<Body, 'layout'>, from: BlockId, to: BlockId): Place {
  const start = positionOf(body, from);
  const end = positionOf(body, to);
  const middle = { x: snap((start.x + end.x) / 2), y: snap((start.y + end.y) / 2) };
  const between = Object.values(body.layout).some((other) => other.x > start.x && other.x < end.x && inRow(other, end));
  if (isFree(body, middle) || between) return { position: freeBelow(body, middle), moves: [] };
  const followers = Object.entries(body.layout).filter(([, other]) => inRow(other, end) && other.x >= end.x);
  const positions = Object.fromEntries(followers.map(([id, { x, y }]) => [id, { x: x + pitch, y }]));
  return { position: end, moves: [{ kind: 'move-blocks', positions }] };
}

/** One step before the first block of the graph, or after a given block. */
export function placeBeside(body: Pick<Body, 'layout'>, side: 'before' | 'after', blocks: readonly BlockId[]): Place {
  const near = blocks.map((id) => positionOf(body, id));
  if (near.length === 0) return { position: { x: 0, y: 0 }, moves: [] };
  const edge = near.reduce((a, b) => ((side === 'before' ? b.x < a.x : b.x > a.x) ? b : a));
  const position = { x: edge.x + (side === 'before' ? -pitch : pitch), y: edge.y };
  return { position: freeBelow(body, position), moves: [] };
}

const positionOf = (body: Pick<Body, 'layout'>, id: BlockId): Position =>
  (Object.hasOwn(body.layout, id) ? body.layout[id] : undefined) ?? { x: 0, y: 0 };

const snap = (value: number): number => Math.round(value / grid) * grid;

const inRow = (a: Position, b: Position): boolean => Math.abs(a.y - b.y) < room.height;

const isFree = (body: Pick<Body, 'layout'>, { x, y }: Position): boolean =>
  Object.values(body.layout).every(
    (other) => Math.abs(other.x - x) >= room.width || Math.abs(other.y - y) >= room.height,
  );

function freeBelow(body: Pick<Body, 'layout'>, { x, y }: Position): Position {
  let at = y;
  // Each block covers at most two of these steps, so the search ends.
  while (!isFree(body, { x, y: at })) at += room.height;
  return { x, y: at };
}
