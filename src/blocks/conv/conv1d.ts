/** Conv1D: small patterns sought all along a sequence. */
import type { Builder } from '../../ir/builder.ts';
import { lastActivation } from '../activations.ts';
import { defineBlock, type LowerArgs, type Lowered } from '../define.ts';
import { failed } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { expectsSequence } from '../layouts.ts';
import { zeroPadding } from '../lengths.ts';
import { activationRow, finishLayer, weightFields } from '../weights.ts';
import {
  axisPadding,
  padding1DField,
  padding2D,
  paddingField,
  paddingText,
  type SlidingAxis,
  type Window,
} from '../window.ts';
import { seesPadding, slidLengths, slidTypes } from '../window-lengths.ts';
import { filtersField, groupsField, inferConvolution } from './convolution.ts';

const fields = {
  filters: filtersField,
  kernel: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 3,
    label: 'Kernel',
    help: 'Time steps that each output sees.',
  },
  stride: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 1,
    label: 'Stride',
    help: 'Time steps from one position to the next; 2 halves the length.',
  },
  padding: paddingField,
  sides: padding1DField,
  dilation: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 1,
    label: 'Dilation',
    help: 'Distance between the taps of the kernel: a wider view with the same weights.',
  },
  groups: groupsField,
  ...weightFields,
} as const;

type Params = ParamsOf<typeof fields>;

/** Along time (axis 1). */
const slideOf = ({ kernel, stride, dilation, padding, sides }: Params): SlidingAxis => ({
  index: 1,
  window: { kernel, stride, dilation },
  padding: axisPadding(padding, sides, 0),
});

const single: Window = { kernel: 1, stride: 1, dilation: 1 };

/** A sequence is a picture of height 1. */
function lower(builder: Builder, { params, inputs, lengths, weights }: LowerArgs<Params>): Lowered {
  const [batch, time, channels] = builder.shapeOf(inputs.x!) as [number, number, number];
  const slide = slideOf(params);
  const { window, padding } = slide;
  const seen = lengths.x !== undefined && seesPadding(slide) ? zeroPadding(builder, inputs.x!, lengths.x) : inputs.x!;
  const picture = builder.reshape(seen, [batch, 1, time, channels]);
  const kernel = builder.reshape(weights.weight!, [1, ...builder.shapeOf(weights.weight!)]);
  const y = builder.conv2d(picture, kernel, {
    stride: [1, params.stride],
    dilation: [1, params.dilation],
    padding: padding2D([1, time], [single, window], [{ kind: 'valid' }, padding]),
    groups: params.groups,
  });
  const sequence = builder.reshape(y, [batch, builder.shapeOf(y)[2]!, params.filters]);
  const result = finishLayer(builder, sequence, weights.bias, params.activation);
  return { ...result, lengths: slidLengths(builder, slide, lengths.x) };
}

export const conv1d = defineBlock({
  kind: 'conv1d',
  version: 1,
  family: 'convolution',
  title: 'Conv1D',
  icon: 'columns-3',
  doc: 'y = f(W ∗ x + b) along time: each filter slides over the sequence and says at every step how much the stretch there resembles it. Takes [B, T, F] to [B, T′, filters], a sequence again, for a pool, another convolution or a recurrent layer; padding behind a shorter example counts as zeros. Use it for sound, sensors and text, or for a picture read row by row; dilation widens what it sees.',
  formula: 'y = f(W ∗ x + b)',
  keywords: ['convolution', 'temporal', 'sequence', 'kernel', 'filter', 'cnn'],
  stem: 'conv',
  params: fields,
  summary: ({ filters, kernel, padding, activation }) => [
    { label: 'filters', text: `${filters}` },
    { label: 'kernel', text: `${kernel}, ${paddingText(padding)}` },
    activationRow(activation),
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'own',
  sees: (params) => ({ how: 'compare', along: [slideOf(params)] }),
  activation: ({ activation }) => lastActivation(activation),
  infer: ({ block, params, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const fault = expectsSequence(place);
    if (fault) return failed(fault);
    const slide = slideOf(params);
    return slidTypes(
      place,
      slide,
      inferConvolution(place, [slide], ['T', 'F'], params, ([kernel]) => kernel!),
    );
  },
  lower,
});
