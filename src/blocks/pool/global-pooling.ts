/** What the global pools share: one number for each channel, over all places or all time steps. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { InferArgs, Inferred } from '../define.ts';
import { expectsReal, failed, type Place, rankMismatch } from '../faults.ts';
import { pictureFixes } from '../layouts.ts';

/** [B, H, W, C] or [B, T, F] → [B, C]. */
export function inferGlobalPool({ block, inputs }: InferArgs<unknown>): Inferred {
  const place: Place = { block, port: 'x', type: inputs.x! };
  const index = expectsReal(place);
  if (index) return failed(index);
  const { axes } = place.type;
  const between = axes.slice(1, -1);
  const [batch, channels] = [axes[0], axes.at(-1)];
  const known = between.every((each) => typeof each.size === 'number');
  if ((axes.length !== 3 && axes.length !== 4) || !known || !batch || !channels) {
    return failed(rankMismatch(place, '[B, H, W, C] or [B, T, F]', pictureFixes(place)));
  }
  return {
    outputs: { y: { axes: [batch, channels], element: place.type.element } },
    arithmetic: [`over ${between.map((each) => each.size).join('·')} places`],
  };
}

/** Reduces all axes between the batch and the channels. */
export function globalPool(
  builder: Builder,
  x: NodeId,
  reduce: (x: NodeId, axes: readonly number[]) => NodeId,
): NodeId {
  const shape = builder.shapeOf(x);
  const axes = shape.slice(1, -1).map((_, index) => index + 1);
  return builder.reshape(reduce(x, axes), [shape[0]!, shape.at(-1)!]);
}
