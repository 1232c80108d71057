/** A block as it begins: with the body that its kind begins with. */
import type { Block, BlockId, Params } from '../document/document.ts';
import type { BlockDefinition } from './define.ts';

export const newBlock = ({ kind, body }: BlockDefinition, id: BlockId, params: Params = {}): Block => ({
  id,
  kind,
  params,
  ...(body && { body: body.start }),
});
