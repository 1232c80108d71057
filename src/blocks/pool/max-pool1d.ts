/** MaxPool1D: the strongest number of each stretch of a sequence. */
import type { NodeId } from '../../ir/graph.ts';
import { defineBlock } from '../define.ts';
import { lowerPadding, zeroPadding } from '../lengths.ts';
import { seesPadding, slidLengths } from '../window-lengths.ts';
import { inferPool1D, pool1D, pool1DFields, poolRows, slide1D } from './pooling.ts';

export const maxPool1d = defineBlock({
  kind: 'max-pool1d',
  version: 1,
  family: 'pooling',
  title: 'MaxPool1D',
  icon: 'shrink',
  doc: 'y = max over each window of time steps, in every feature by itself. Takes [B, T, F] to [B, T′, F]; a window of 2 halves the length. Padding behind a shorter example never wins. Use it between Conv1D blocks, so that later ones see a longer stretch.',
  formula: 'y = max(window of x)',
  keywords: ['pooling', 'subsample', 'downsample', 'maximum', 'temporal'],
  stem: 'pool',
  params: pool1DFields,
  summary: poolRows,
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'own',
  sees: (params) => ({ how: 'pick', along: [slide1D(params)] }),
  infer: inferPool1D,
  lower: (builder, { params, inputs, lengths }) => {
    const slide = slide1D(params);
    const after = slidLengths(builder, slide, lengths.x);
    const pool = (x: NodeId) => pool1D(builder, x, params, (picture, attrs) => builder.maxPool(picture, attrs));
    if (lengths.x === undefined || after.y === undefined || !seesPadding(slide)) {
      return { outputs: { y: pool(inputs.x!) }, lengths: after };
    }
    const largest = pool(lowerPadding(builder, inputs.x!, lengths.x));
    return { outputs: { y: zeroPadding(builder, largest, after.y) }, lengths: after };
  },
});
