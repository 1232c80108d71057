/** A sweep: one layer in one direction, which walks over the steps once. */
import type { RecurrentParams } from './fields.ts';

export interface Sweep {
  readonly layer: number;
  readonly reverse: boolean;
  /** PyTorch's suffix of its weights: `_l0`, `_l1_reverse`. */
  readonly suffix: string;
  /** Suffix of its taps and traces: the same, but nothing for the forward sweep of the first layer. */
  readonly mark: string;
}

/** In PyTorch's order: layer by layer, forward before backward. */
export function sweepsOf({ layers, direction }: RecurrentParams): readonly Sweep[] {
  const directions = direction === 'both' ? [false, true] : [direction === 'backward'];
  return Array.from({ length: layers }, (_, layer) =>
    directions.map((reverse): Sweep => {
      const suffix = `_l${layer}${reverse ? '_reverse' : ''}`;
      return { layer, reverse, suffix, mark: suffix === '_l0' ? '' : suffix };
    }),
  ).flat();
}

/** Features of the layer's result, and of what its upper layers read. */
export const widthOf = ({ units, direction, merge }: RecurrentParams): number =>
  direction === 'both' && merge === 'concat' ? 2 * units : units;
