/** Sequence to image: a sequence looked at as a picture, time going down. */
import { type Axis, axis, resized } from '../../tensor/shape.ts';
import { defineBlock } from '../define.ts';
import { failed } from '../faults.ts';
import { expectsSequence } from '../layouts.ts';

export const sequenceToImage = defineBlock({
  kind: 'sequence-to-image',
  version: 1,
  family: 'shape',
  title: 'Sequence to image',
  icon: 'image-plus',
  doc: 'Looks at a sequence as a picture of one channel: [B, T, F] becomes [B, H, W, C] with a row for each step, a column for each feature and C = 1. Use it to let Conv2D find patterns in time and frequency at once, as in a spectrogram of speech.',
  formula: 'y = x as a picture',
  keywords: ['spectrogram', 'picture', 'conv2d', 'reshape'],
  stem: 'picture',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  keepsActivation: true,
  infer: ({ block, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const fault = expectsSequence(place);
    if (fault) return failed(fault);
    const { axes, element } = place.type;
    const [batch, time, features] = axes as readonly [Axis, Axis, Axis];
    const rows = { ...resized(time, time.size, block), name: 'H' } as const;
    const columns = { ...resized(features, features.size, block), name: 'W' } as const;
    return { outputs: { y: { axes: [batch, rows, columns, axis('C', 1, block)], element } } };
  },
  lower: (builder, { inputs }) => {
    const shape = builder.shapeOf(inputs.x!);
    return { outputs: { y: builder.reshape(inputs.x!, [...shape, 1]) } };
  },
});
