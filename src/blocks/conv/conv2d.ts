/** Conv2D: small patterns sought all over a picture. */
import type { Builder } from '../../ir/builder.ts';
import { lastActivation } from '../activations.ts';
import { defineBlock, type LowerArgs } from '../define.ts';
import { failed } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { expectsPicture } from '../layouts.ts';
import { activationRow, finishLayer, weightFields } from '../weights.ts';
import { axisPadding, padding2D, padding2DField, paddingField, paddingText, type SlidingAxis } from '../window.ts';
import { filtersField, groupsField, inferConvolution } from './convolution.ts';

const fields = {
  filters: filtersField,
  kernel: {
    kind: 'size',
    min: 1,
    max: 64,
    default: [3, 3],
    label: 'Kernel',
    help: 'Height and width of the patch that each output sees.',
  },
  stride: {
    kind: 'size',
    min: 1,
    max: 64,
    default: [1, 1],
    label: 'Stride',
    help: 'Steps from one position to the next, down and across; 2 halves the size.',
  },
  padding: paddingField,
  sides: padding2DField,
  dilation: {
    kind: 'size',
    min: 1,
    max: 64,
    default: [1, 1],
    label: 'Dilation',
    help: 'Distance between the taps of the kernel: a wider view with the same weights.',
  },
  groups: groupsField,
  ...weightFields,
} as const;

type Params = ParamsOf<typeof fields>;

/** Along height (axis 1) and width (axis 2). */
function slides({ kernel, stride, dilation, padding, sides }: Params): readonly [SlidingAxis, SlidingAxis] {
  const along = (index: 0 | 1): SlidingAxis => ({
    index: index + 1,
    window: { kernel: kernel[index], stride: stride[index], dilation: dilation[index] },
    padding: axisPadding(padding, sides, index),
  });
  return [along(0), along(1)];
}

function lower(builder: Builder, { params, inputs, weights }: LowerArgs<Params>) {
  const [, height, width] = builder.shapeOf(inputs.x!) as [number, number, number, number];
  const [down, across] = slides(params);
  const padding = padding2D([height, width], [down.window, across.window], [down.padding, across.padding]);
  const { stride, dilation, groups } = params;
  const y = builder.conv2d(inputs.x!, weights.weight!, { stride, dilation, padding, groups });
  return finishLayer(builder, y, weights.bias, params.activation);
}

export const conv2d = defineBlock({
  kind: 'conv2d',
  version: 1,
  family: 'convolution',
  title: 'Conv2D',
  icon: 'grid-3x3',
  doc: 'y = f(W ∗ x + b): each filter slides a small kernel over the picture and says at every place how much the patch there resembles it. Takes [B, H, W, C] to [B, H′, W′, filters]; with padding "same" and stride 1 height and width stay. Use it wherever a pattern means the same at every place; the weights do not grow with the picture.',
  formula: 'y = f(W ∗ x + b)',
  keywords: ['convolution', 'convolutional', 'kernel', 'filter', 'cnn', 'depthwise'],
  stem: 'conv',
  params: fields,
  summary: ({ filters, kernel, padding, activation }) => [
    { label: 'filters', text: `${filters}` },
    { label: 'kernel', text: `${kernel[0]} × ${kernel[1]}, ${paddingText(padding)}` },
    activationRow(activation),
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  sees: (params) => ({ how: 'compare', along: slides(params) }),
  activation: ({ activation }) => lastActivation(activation),
  infer: ({ block, params, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const fault = expectsPicture(place);
    if (fault) return failed(fault);
    return inferConvolution(place, slides(params), ['H', 'W', 'C'], params, (kernels) => kernels);
  },
  lower,
});
