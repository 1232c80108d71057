/** The states before the first step: zeros, learnt, wired in, or what the batch before ended with. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { LowerArgs } from '../define.ts';
import type { StateName } from './cell.ts';
import type { RecurrentParams } from './fields.ts';
import { startPort } from './infer.ts';
import type { Sweep } from './sweep.ts';

/** [B, units]: the state that sweep number `index` starts from. */
export function initialState(
  builder: Builder,
  args: LowerArgs<RecurrentParams>,
  state: StateName,
  sweep: Sweep,
  index: number,
): NodeId {
  const { block, params, batch, mode, inputs, weights } = args;
  const shape = [batch, params.units];
  const zeros = () => builder.constant(shape, 0);
  switch (params.initial) {
    case 'zero':
      return zeros();
    case 'learned':
      return builder.broadcast(builder.reshape(weights[`${state}0${sweep.suffix}`]!, [1, params.units]), shape);
    case 'wired': {
      const wired = inputs[startPort(state)];
      return wired === undefined ? zeros() : builder.slice(wired, 1, index * params.units, shape);
    }
    case 'carried':
      return mode === 'train' ? builder.input(carriedName(block, state, sweep), shape) : zeros();
  }
}

/** Lets the next batch go on from the final state, where it is asked for. */
export function carryOn(
  builder: Builder,
  { block, params, mode }: LowerArgs<RecurrentParams>,
  state: StateName,
  sweep: Sweep,
  final: NodeId,
): void {
  if (params.initial === 'carried' && mode === 'train') builder.carry(carriedName(block, state, sweep), final);
}

/** Name of the program's input that holds a carried state [B, units]: `lstm1:carried.h`. */
const carriedName = (block: string, state: StateName, { mark }: Sweep): string => `${block}:carried.${state}${mark}`;
