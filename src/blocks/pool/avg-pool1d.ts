/** AvgPool1D: the mean of each stretch of a sequence. */
import type { NodeId } from '../../ir/graph.ts';
import { defineBlock } from '../define.ts';
import { realSteps, zeroPadding } from '../lengths.ts';
import { seesPadding, slidLengths } from '../window-lengths.ts';
import { countPaddingField, inferPool1D, pool1D, pool1DFields, poolRows, slide1D } from './pooling.ts';

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
  lengths: 'own',
  infer: inferPool1D,
  lower: (builder, { params, inputs, lengths }) => {
    const slide = slide1D(params);
    const after = slidLengths(builder, slide, lengths.x);
    const mean = (x: NodeId, countPadding: boolean) =>
      pool1D(builder, x, params, (picture, attrs) => builder.avgPool(picture, { ...attrs, countPadding }));
    if (lengths.x === undefined || after.y === undefined || !seesPadding(slide)) {
      return { outputs: { y: mean(inputs.x!, params.countPadding) }, lengths: after };
    }
    // What stands behind the end is padding like that around the sequence: zeros that count, or nothing.
    const sum = mean(zeroPadding(builder, inputs.x!, lengths.x), true);
    if (params.countPadding) return { outputs: { y: sum }, lengths: after };
    const shape = builder.shapeOf(inputs.x!);
    const share = mean(realSteps(builder, lengths.x, shape), true);
    const empty = builder.scalar('subtract', realSteps(builder, after.y, builder.shapeOf(sum)), 1);
    return { outputs: { y: builder.binary('divide', sum, builder.binary('subtract', share, empty)) }, lengths: after };
  },
});
