/** MaxPool: the strongest number of each window of a picture. */
import { defineBlock } from '../define.ts';
import { inferPool2D, pool2DAttrs, pool2DFields, poolRows, slides2D } from './pooling.ts';

export const maxPool = defineBlock({
  kind: 'max-pool',
  version: 1,
  family: 'pooling',
  title: 'MaxPool',
  icon: 'shrink',
  doc: 'y = max over each window, in every channel by itself: keeps whether a pattern was found and drops where exactly. Takes [B, H, W, C] to [B, H′, W′, C]; a 2×2 window halves height and width. Use it between convolutions, so that later ones see more of the picture for less work.',
  formula: 'y = max(window of x)',
  keywords: ['pooling', 'subsample', 'downsample', 'maximum'],
  stem: 'pool',
  params: pool2DFields,
  summary: poolRows,
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  sees: (params) => ({ how: 'pick', along: slides2D(params) }),
  infer: inferPool2D,
  lower: (builder, { params, inputs }) => ({
    outputs: { y: builder.maxPool(inputs.x!, pool2DAttrs(builder, inputs.x!, params)) },
  }),
});
