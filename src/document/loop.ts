/** Loops through time: a wire into the `next` of a State brings what its `previous` gives one step later. */
import type { Block, BlockId, Body, Port, Wire } from './document.ts';

/** The kind of a block that holds a value from one step of a recurrent cell to the next. */
export const stateKind = 'cell-state';

/** What comes in here is not needed within the step: such a wire is no dependency, and a cycle through it is none. */
export const isForNextStep = (kind: string | undefined, port: Port): boolean => kind === stateKind && port === 'next';

/** The wires along which values flow within one step. */
export function wiresWithinStep(body: Pick<Body, 'blocks' | 'wires'>): readonly Wire[] {
  if (!body.blocks.some((block) => block.kind === stateKind)) return body.wires;
  const kinds = new Map<BlockId, Block['kind']>(body.blocks.map((block) => [block.id, block.kind]));
  return body.wires.filter(({ to }) => !isForNextStep(kinds.get(to[0]), to[1]));
}
