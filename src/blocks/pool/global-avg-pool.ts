/** GlobalAvgPool: the mean of each channel. */
import { defineBlock } from '../define.ts';
import { globalPool, inferGlobalPool } from './global-pooling.ts';

export const globalAvgPool = defineBlock({
  kind: 'global-avg-pool',
  version: 1,
  family: 'pooling',
  title: 'Global AvgPool',
  icon: 'minimize-2',
  doc: 'y = mean over all places, one number a channel: how much of the pattern is there? Takes [B, H, W, C] or [B, T, F] to [B, C]. Use it between the last convolution and the classifier, as modern networks do: unlike Flatten it needs no more weights for a larger picture.',
  formula: 'y = mean(x over H, W)',
  keywords: ['pooling', 'average', 'mean', 'gap', 'head'],
  stem: 'pool',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  infer: inferGlobalPool,
  lower: (builder, { inputs }) => ({
    outputs: { y: globalPool(builder, inputs.x!, (axes) => builder.mean(inputs.x!, axes)) },
  }),
});
