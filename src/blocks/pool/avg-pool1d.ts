/** AvgPool1D: the mean of each stretch of a sequence. */
import { defineBlock } from '../define.ts';
import { countPaddingField, inferPool1D, pool1D, pool1DFields, poolRows } from './pooling.ts';

export const avgPool1d = defineBlock({
  kind: 'avg-pool1d',
  version: 1,
  family: 'pooling',
  title: 'AvgPool1D',
  icon: 'minimize',
  doc: 'y = mean over each window of time steps, in every feature by itself. Takes [B, T, F] to [B, T′, F]; a window of 2 halves the length. Use it to smooth and shorten a sequence.',
  formula: 'y = mean(window of x)',
  keywords: ['pooling', 'subsample', 'downsample', 'average', 'mean', 'temporal'],
  stem: 'pool',
  params: { ...pool1DFields, countPadding: countPaddingField },
  summary: poolRows,
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  infer: inferPool1D,
  lower: (builder, { params, inputs }) => {
    const { countPadding } = params;
    const pool = (picture: number, attrs: Parameters<typeof builder.maxPool>[1]) =>
      builder.avgPool(picture, { ...attrs, countPadding });
    return { outputs: { y: pool1D(builder, inputs.x!, params, pool) } };
  },
});
