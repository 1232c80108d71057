/** GlobalMaxPool: the strongest number of each channel. */
import type { NodeId } from '../../ir/graph.ts';
import { defineBlock } from '../define.ts';
import { lowerPadding } from '../lengths.ts';
import { globalPool, inferGlobalPool } from './global-pooling.ts';

export const globalMaxPool = defineBlock({
  kind: 'global-max-pool',
  version: 1,
  family: 'pooling',
  title: 'Global MaxPool',
  icon: 'minimize-2',
  doc: 'y = max over all places, one number a channel: was the pattern there at all? Takes [B, H, W, C] to [B, C] and [B, T, F] to [B, F]; of a sequence it sees the real steps alone. Use it between the last convolution and the classifier: unlike Flatten it needs no more weights for a larger picture.',
  formula: 'y = max(x over all places)',
  keywords: ['pooling', 'maximum', 'head'],
  stem: 'pool',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'own',
  sees: () => ({ how: 'pick', along: [] }),
  infer: inferGlobalPool,
  lower: (builder, { inputs, lengths }) => {
    const x = inputs.x!;
    const max = (of: NodeId, axes: readonly number[]) => builder.max(of, axes);
    if (lengths.x === undefined) return { outputs: { y: globalPool(builder, x, max) } };
    const largest = globalPool(builder, lowerPadding(builder, x, lengths.x), max);
    const some = builder.stepMask(lengths.x, 1);
    return { outputs: { y: builder.binary('multiply', largest, some) } };
  },
});
