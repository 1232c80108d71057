/** Every way in which a document can change, as plain data: what fixes propose, history records and a test can draw at random. */
import type { Json } from '../../base/json.ts';
import type { Block, BlockId, End, Params, Position, Wire } from '../document.ts';
import type { Training } from '../training.ts';

/** Blocks, also new ones, are named by their paths: what a path leads into is edited there. */
export type Edit =
  | { readonly kind: 'add-block'; readonly block: Block; readonly position: Position }
  /** Also removes every wire that touches them. */
  | { readonly kind: 'remove-blocks'; readonly blocks: readonly BlockId[] }
  /** Replaces the wire that ended there before, if any. Both blocks lie in one body. */
  | { readonly kind: 'connect'; readonly from: End; readonly to: End }
  | { readonly kind: 'disconnect'; readonly to: End }
  /** `value: undefined` goes back to the default. */
  | { readonly kind: 'set-param'; readonly block: BlockId; readonly param: string; readonly value: Json | undefined }
  /** Another kind in the same place, without a body; wires stay and are renamed by `ports` (old name → new name). */
  | {
      readonly kind: 'replace-kind';
      readonly block: BlockId;
      readonly with: string;
      readonly params: Params;
      readonly ports: { readonly [old: string]: string };
    }
  | { readonly kind: 'rename-block'; readonly block: BlockId; readonly name: string }
  | { readonly kind: 'move-blocks'; readonly positions: { readonly [block: BlockId]: Position } }
  | { readonly kind: 'rename-document'; readonly name: string }
  | { readonly kind: 'set-training'; readonly training: Partial<Training> }
  /** Blocks with their inner wires, ids already made unique. */
  | {
      readonly kind: 'paste';
      readonly blocks: readonly Block[];
      readonly wires: readonly Wire[];
      readonly positions: { readonly [block: BlockId]: Position };
    };
