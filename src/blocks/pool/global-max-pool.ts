/** GlobalMaxPool: the strongest number of each channel. */
import { defineBlock } from '../define.ts';
import { globalPool, inferGlobalPool } from './global-pooling.ts';

export const globalMaxPool = defineBlock({
  kind: 'global-max-pool',
  version: 1,
  family: 'pooling',
  title: 'Global MaxPool',
  icon: 'minimize-2',
  doc: 'y = max over all places, one number a channel: was the pattern there at all? Takes [B, H, W, C] or [B, T, F] to [B, C]. Use it between the last convolution and the classifier: unlike Flatten it needs no more weights for a larger picture.',
  formula: 'y = max(x over H, W)',
  keywords: ['pooling', 'maximum', 'head'],
  stem: 'pool',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  sees: () => ({ how: 'pick', along: [] }),
  infer: inferGlobalPool,
  lower: (builder, { inputs }) => ({
    outputs: { y: globalPool(builder, inputs.x!, (axes) => builder.max(inputs.x!, axes)) },
  }),
});
