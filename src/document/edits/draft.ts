/** What an edit works on: the document as immer's draft, and the rules that every edit keeps. */
import type { Json } from '../../base/json.ts';
import type { Block, BlockId, Position, Wire } from '../document.ts';
import { isId, limits } from '../limits.ts';
import { localId, parentOf } from '../path.ts';
import type { Training } from '../training.ts';
import { countBlocks } from '../wiring.ts';
import type { Edit } from './edit.ts';

export type EditOf<K extends Edit['kind']> = Extract<Edit, { kind: K }>;

/** A block that may be changed; its parts but the body are replaced, not changed in depth. */
export type BlockDraft = { -readonly [K in keyof Omit<Block, 'params' | 'body'>]: Block[K] } & {
  params: Record<string, Json>;
  body?: BodyDraft;
};

/** Blocks by the ids that the body stores, in which an edit's paths end. */
export interface BodyDraft {
  blocks: BlockDraft[];
  wires: Wire[];
  layout: Record<BlockId, Position>;
}

export interface DocumentDraft extends BodyDraft {
  name: string;
  variables: Record<string, number>;
  training: Training;
}

export function blockIn(draft: DocumentDraft, path: BlockId): BlockDraft | undefined {
  const id = localId(path);
  return bodyAround(draft, path)?.blocks.find((block) => block.id === id);
}

/** The body that the block of this path lies in. */
export function bodyAround(draft: DocumentDraft, path: BlockId): BodyDraft | undefined {
  const parent = parentOf(path);
  return parent === null ? draft : blockIn(draft, parent)?.body;
}

/** Positions are whole numbers, so that a file does not fill with fractions; one that is no number is the origin. */
export const wholePosition = (position: Position): Position => ({ x: whole(position.x), y: whole(position.y) });

function whole(value: number): number {
  if (!Number.isFinite(value)) return 0;
  // Adding 0 turns −0, which JSON cannot write, into 0.
  return Math.max(-limits.position, Math.min(limits.position, Math.round(value))) + 0;
}

/**
 * Adds the block unless its id is taken or not allowed, the document is full, or bodies would lie too deep in each other. A block
 * without a body gets one for it.
 */
export function insertBlock(draft: DocumentDraft, block: Block, position: Position): void {
  const id = localId(block.id);
  const parent = parentOf(block.id);
  const container = parent === null ? draft : blockIn(draft, parent);
  if (!isId(id) || container === undefined || blockIn(draft, block.id) !== undefined) return;
  if (countBlocks(draft) + countBlocks({ blocks: [block] }) > limits.blocks) return;
  if (block.id.split('/').length - 1 + bodiesIn(block) > limits.bodies) return;
  const body = 'blocks' in container ? container : bodyOf(container);
  body.blocks.push({ ...(block as BlockDraft), id, params: { ...block.params } });
  body.layout[id] = wholePosition(position);
}

/** Bodies within each other, that of the block itself included. */
const bodiesIn = ({ body }: Block): number =>
  body === undefined ? 0 : 1 + body.blocks.reduce((most, inner) => Math.max(most, bodiesIn(inner)), 0);

function bodyOf(block: BlockDraft): BodyDraft {
  block.body ??= { blocks: [], wires: [], layout: {} };
  return block.body;
}

export const sameEnd = (a: Wire['to'], b: Wire['to']): boolean => a[0] === b[0] && a[1] === b[1];

/**
 * Adds the wire where both blocks are there, in one body, as the youngest: of a cycle, that is the one to take out. The wire
 * that ended at the same input goes.
 */
export function insertWire(draft: DocumentDraft, { from, to }: Wire): void {
  if (!blockIn(draft, from[0]) || !blockIn(draft, to[0]) || parentOf(from[0]) !== parentOf(to[0])) return;
  if (!isId(from[1]) || !isId(to[1])) return;
  const wire: Wire = { from: [localId(from[0]), from[1]], to: [localId(to[0]), to[1]] };
  const { wires } = bodyAround(draft, to[0]) as BodyDraft;
  const at = wires.findIndex((other) => sameEnd(other.to, wire.to));
  const before = wires[at];
  if (before !== undefined && sameEnd(before.from, wire.from)) return;
  if (before !== undefined) wires.splice(at, 1);
  wires.push(wire);
}
