/** The graph as plain JSON: what is saved, exported, edited and sent to the worker. Logic and layout are apart. */
import type { Json } from '../base/json.ts';
import { localId, parentOf } from './path.ts';
import type { Training } from './training.ts';

export const FORMAT = 'gradwire';
export const VERSION = 1;

/** A block's id, unique among its siblings and stable. A path joins ids with slashes: `cell/dense1`. */
export type BlockId = string;
export type Port = string;
export type End = readonly [block: BlockId, port: Port];

export type Params = { readonly [name: string]: Json };

export interface Block {
  readonly id: BlockId;
  /** Any text: a kind that this version does not know is shown as unknown and survives a save. */
  readonly kind: string;
  /** What a person reads instead of the id, when they renamed it. */
  readonly name?: string;
  /** Only what differs from the block's defaults needs to be here. A value may be an expression `{"$": "2*width"}` (reserved). */
  readonly params: Params;
  /** The inside of a block that is wired from blocks itself: a recurrent cell. */
  readonly body?: Body;
  /** Path of the block whose weights this one uses (reserved: siamese nets, shared repeats). */
  readonly weights?: string;
}

/** A wire has no id: an input takes one wire, so `to` names it. */
export interface Wire {
  readonly from: End;
  readonly to: End;
}

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Body {
  readonly blocks: readonly Block[];
  readonly wires: readonly Wire[];
  readonly layout: { readonly [block: BlockId]: Position };
}

export interface Document {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly name: string;
  readonly variables: { readonly [name: string]: number };
  readonly blocks: readonly Block[];
  readonly wires: readonly Wire[];
  readonly training: Training;
  readonly layout: { readonly [block: BlockId]: Position };
}

/** `conv1.y`: how a wire's end is written in keys and messages. */
export const endKey = (end: End): string => `${end[0]}.${end[1]}`;

export function findBlock(document: Pick<Document, 'blocks'>, path: BlockId): Block | undefined {
  const inside = parentOf(path);
  const siblings = inside === null ? document.blocks : findBlock(document, inside)?.body?.blocks;
  const id = localId(path);
  return siblings?.find((block) => block.id === id);
}

/** What a person calls the block. */
export const blockName = (block: Block): string => block.name ?? localId(block.id);
