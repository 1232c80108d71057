/** What the registry says of a block in a file: parameters that their fields refuse. Unknown kinds are left as they are. */
import type { CheckBlock } from '../document/file.ts';
import { readParams } from './params.ts';
import { blockOf } from './registry.ts';

export const checkBlock: CheckBlock = (block) => {
  const definition = blockOf(block.kind);
  return definition ? readParams(definition, block.params).faults : [];
};
