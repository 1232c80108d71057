/**
 * Dropout of what recurrent layers read, of their inputs and of their states: one mask a sequence (Gal and Ghahramani, "A
 * theoretically grounded application of dropout in recurrent neural networks", NeurIPS 2016, arXiv:1512.05287).
 */
import { streamOf } from '../../base/philox.ts';
import type { Builder } from '../../ir/builder.ts';
import type { NodeId, Shape } from '../../ir/graph.ts';
import type { LowerArgs } from '../define.ts';

type Site = Pick<LowerArgs<unknown>, 'block' | 'mode'>;

/** Which numbers are left out, drawn by the block's stream of that name; null where none is. */
function mask(builder: Builder, { block, mode }: Site, name: string, rate: number, shape: Shape): NodeId | null {
  if (mode === 'evaluate' || rate === 0) return null;
  return builder.dropoutMask(builder.uniform(shape, streamOf(`${block}/${name}`)), rate);
}

/** A layer's input [T, B, F] with its dropout: a feature is left out at all steps or at none. */
export function withInputDropout(builder: Builder, site: Site, steps: NodeId, layer: number, rate: number): NodeId {
  const [, batch = 1, features = 1] = builder.shapeOf(steps);
  const drawn = mask(builder, site, `dropout_l${layer}`, rate, [1, batch, features]);
  return drawn === null ? steps : builder.binary('multiply', steps, drawn);
}

/** Of the `shape` of a state [B, units]: what steps read of it is multiplied by this; null where they read all of it. */
export const stateMask = (builder: Builder, site: Site, suffix: string, rate: number, shape: Shape): NodeId | null =>
  mask(builder, site, `recurrent_dropout${suffix}`, rate, shape);
