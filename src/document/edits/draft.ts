/** What an edit works on: the document as immer's draft, and the rules that every edit keeps. */
import type { Json } from '../../base/json.ts';
import type { Block, BlockId, Position, Wire } from '../document.ts';
import { isId, limits } from '../limits.ts';
import type { Training } from '../training.ts';
import type { Edit } from './edit.ts';

export type EditOf<K extends Edit['kind']> = Extract<Edit, { kind: K }>;

/** A block that may be changed; its parts are replaced, not changed in depth. */
export type BlockDraft = { -readonly [K in keyof Omit<Block, 'params'>]: Block[K] } & { params: Record<string, Json> };

export interface DocumentDraft {
  name: string;
  variables: Record<string, number>;
  blocks: BlockDraft[];
  wires: Wire[];
  training: Training;
  layout: Record<BlockId, Position>;
}

export const blockIn = (draft: DocumentDraft, id: BlockId): BlockDraft | undefined =>
  draft.blocks.find((block) => block.id === id);

/** Positions are whole numbers, so that a file does not fill with fractions; one that is no number is the origin. */
export const wholePosition = (position: Position): Position => ({ x: whole(position.x), y: whole(position.y) });

function whole(value: number): number {
  if (!Number.isFinite(value)) return 0;
  // Adding 0 turns −0, which JSON cannot write, into 0.
  return Math.max(-limits.position, Math.min(limits.position, Math.round(value))) + 0;
}

/** Adds the block unless its id is taken or not allowed, or the document is full. */
export function insertBlock(draft: DocumentDraft, block: Block, position: Position): void {
  if (!isId(block.id) || blockIn(draft, block.id) !== undefined || draft.blocks.length >= limits.blocks) return;
  draft.blocks.push({ ...block, params: { ...block.params } });
  draft.layout[block.id] = wholePosition(position);
}

export const sameEnd = (a: Wire['to'], b: Wire['to']): boolean => a[0] === b[0] && a[1] === b[1];

/**
 * Adds the wire where both blocks are there, as the youngest: of a cycle, that is the one to take out. The wire that ended
 * at the same input goes.
 */
export function insertWire(draft: DocumentDraft, wire: Wire): void {
  if (!blockIn(draft, wire.from[0]) || !blockIn(draft, wire.to[0])) return;
  if (!isId(wire.from[1]) || !isId(wire.to[1])) return;
  const at = draft.wires.findIndex((other) => sameEnd(other.to, wire.to));
  const before = draft.wires[at];
  if (before !== undefined && sameEnd(before.from, wire.from)) return;
  if (before !== undefined) draft.wires.splice(at, 1);
  draft.wires.push(wire);
}
