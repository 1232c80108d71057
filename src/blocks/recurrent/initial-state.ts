/** The states before the first step: zeros, learnt, wired in, or what the batch before ended with. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { LowerArgs } from '../define.ts';
import type { RecurrentParams } from './fields.ts';

/** How a state of one sweep begins. */
export interface Start {
  readonly initial: RecurrentParams['initial'];
  readonly units: number;
  /** [units], when it is learnt. */
  readonly learned: NodeId | undefined;
  /** [B, sweeps·units], those of all sweeps side by side, when something is wired in. */
  readonly wired: NodeId | undefined;
  /** Number of the sweep among them. */
  readonly index: number;
  /** The program's input [B, units] that holds it when it is carried on. */
  readonly carried: string;
}

type Site = Pick<LowerArgs<unknown>, 'batch' | 'mode'>;

/** [B, units]: the state that the steps start from. */
export function initialState(builder: Builder, { batch, mode }: Site, start: Start): NodeId {
  const { initial, units, learned, wired, index, carried } = start;
  const shape = [batch, units];
  if (initial === 'learned') return builder.broadcast(builder.reshape(learned!, [1, units]), shape);
  if (initial === 'wired' && wired !== undefined) return builder.slice(wired, 1, index * units, shape);
  if (initial === 'carried' && mode === 'train') return builder.input(carried, shape);
  return builder.constant(shape, 0);
}

/** Lets the next batch go on from the final state, where it is asked for. */
export function carryOn(builder: Builder, { mode }: Site, { initial, carried }: Start, final: NodeId): void {
  if (initial === 'carried' && mode === 'train') builder.carry(carried, final);
}

/** `lstm1:carried.h`, `cell1:carried.h`. */
export const carriedName = (block: string, state: string): string => `${block}:carried.${state}`;
