/** GlobalAvgPool: the mean of each channel. */
import type { NodeId } from '../../ir/graph.ts';
import { defineBlock } from '../define.ts';
import { meanOfSteps } from '../lengths.ts';
import { globalPool, inferGlobalPool } from './global-pooling.ts';

export const globalAvgPool = defineBlock({
  kind: 'global-avg-pool',
  version: 1,
  family: 'pooling',
  title: 'Global AvgPool',
  icon: 'minimize-2',
  doc: 'y = mean over all places, one number a channel: how much of the pattern is there? Takes [B, H, W, C] to [B, C] and [B, T, F] to [B, F]; of a sequence it averages the real steps alone. Use it between the last convolution and the classifier, as modern networks do: unlike Flatten it needs no more weights for a larger picture.',
  formula: 'y = mean(x over all places)',
  keywords: ['pooling', 'average', 'mean', 'gap', 'head'],
  stem: 'pool',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'own',
  infer: inferGlobalPool,
  lower: (builder, { inputs, lengths }) => {
    const { x: steps } = lengths;
    const mean = (of: NodeId, axes: readonly number[]) =>
      steps === undefined ? builder.mean(of, axes) : meanOfSteps(builder, of, steps);
    return { outputs: { y: globalPool(builder, inputs.x!, mean) } };
  },
});
