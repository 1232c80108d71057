/** A sweep: one layer in one direction, which walks over the steps once. */
import type { LayerParams } from './fields.ts';

export interface Sweep {
  readonly layer: number;
  readonly reverse: boolean;
  /** PyTorch's suffix of its weights: `_l0`, `_l1_reverse`. */
  readonly suffix: string;
  /** Suffix of its taps and traces, and of the weights of a cell: the same, but nothing for the first sweep. */
  readonly mark: string;
}

type Walk = Pick<LayerParams, 'layers' | 'direction' | 'merge'>;

/** In PyTorch's order: layer by layer, forward before backward. */
export function sweepsOf({ layers, direction }: Omit<Walk, 'merge'>): readonly Sweep[] {
  const directions = direction === 'both' ? [false, true] : [direction === 'backward'];
  return Array.from({ length: layers }, (_, layer) =>
    directions.map((reverse, at): Sweep => {
      const suffix = `_l${layer}${reverse ? '_reverse' : ''}`;
      return { layer, reverse, suffix, mark: layer + at === 0 ? '' : suffix };
    }),
  ).flat();
}

/** Features of a layer's result, of whose sweeps each gives so many: what comes out, and what the layer above reads. */
export const widthOf = ({ direction, merge }: Omit<Walk, 'layers'>, features: number): number =>
  direction === 'both' && merge === 'concat' ? 2 * features : features;
