/** AvgPool: the mean of each window of a picture. */
import { defineBlock } from '../define.ts';
import { countPaddingField, inferPool2D, pool2DAttrs, pool2DFields, poolRows } from './pooling.ts';

export const avgPool = defineBlock({
  kind: 'avg-pool',
  version: 1,
  family: 'pooling',
  title: 'AvgPool',
  icon: 'minimize',
  doc: 'y = mean over each window, in every channel by itself: a smaller, smoother picture. Takes [B, H, W, C] to [B, H′, W′, C]; a 2×2 window halves height and width. Use it where how much matters more than whether; MaxPool is the usual choice behind ReLU.',
  formula: 'y = mean(window of x)',
  keywords: ['pooling', 'subsample', 'downsample', 'average', 'mean'],
  stem: 'pool',
  params: { ...pool2DFields, countPadding: countPaddingField },
  summary: poolRows,
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  infer: inferPool2D,
  lower: (builder, { params, inputs }) => {
    const attrs = { ...pool2DAttrs(builder, inputs.x!, params), countPadding: params.countPadding };
    return { outputs: { y: builder.avgPool(inputs.x!, attrs) } };
  },
});
