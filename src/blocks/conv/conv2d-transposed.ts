/** Conv2D transposed: a picture painted with kernels; the way back up from small to large. */
import type { Builder } from '../../ir/builder.ts';
import { type Axis, axis, real } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { lastActivation } from '../activations.ts';
import { defineBlock, type Fault, type InferArgs, type Inferred, type LowerArgs } from '../define.ts';
import { badParam, expectsReal, failed, type Place, rankMismatch, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { pictureFixes } from '../layouts.ts';
import { finishLayer, layerWeights, type MainWeight, product, weightFields, weightsFormula } from '../weights.ts';
import { padding2DField, paddingText } from '../window.ts';
import { filtersField, withLast } from './convolution.ts';

const fields = {
  filters: filtersField,
  kernel: {
    kind: 'size',
    min: 1,
    max: 64,
    default: [3, 3],
    label: 'Kernel',
    help: 'Height and width of the patch that each input pixel paints.',
  },
  stride: {
    kind: 'size',
    min: 1,
    max: 64,
    default: [1, 1],
    label: 'Stride',
    help: 'Distance between the patches, down and across; 2 doubles the size.',
  },
  padding: {
    kind: 'choice',
    default: 'valid',
    label: 'Padding',
    help: 'Same: the size is the input’s times the stride. Valid: everything painted stays. Custom: so many cut off.',
    options: [
      { value: 'same', label: 'Same' },
      { value: 'valid', label: 'Valid' },
      { value: 'explicit', label: 'Custom' },
    ],
  },
  sides: { ...padding2DField, help: 'Rows and columns cut off on each side.' },
  outputPadding: {
    kind: 'size',
    min: 0,
    max: 63,
    default: [0, 0],
    label: 'Output padding',
    help: 'Rows and columns more at the bottom and right, fewer than the stride: which of the sizes that a strided convolution takes to this one.',
    when: { param: 'padding', is: ['valid', 'explicit'] },
  },
  ...weightFields,
} as const;

type Params = ParamsOf<typeof fields>;

interface Painted {
  readonly before: number;
  readonly after: number;
  readonly size: number;
  readonly formula: string;
}

/** Along height (0) or width (1): PyTorch's (n − 1)·stride − padding + kernel + output padding. */
function paint(params: Params, index: 0 | 1, size: number): Painted {
  const [kernel, stride] = [params.kernel[index], params.stride[index]];
  if (params.padding === 'same') {
    const cut = Math.max(kernel - stride, 0);
    const before = Math.floor(cut / 2);
    return { before, after: cut - before, size: size * stride, formula: `${size}·${stride}` };
  }
  const custom = params.padding === 'explicit';
  const before = custom ? params.sides[2 * index]! : 0;
  const after = custom ? params.sides[2 * index + 1]! : 0;
  const extra = params.outputPadding[index];
  const terms = [
    `(${size} − 1)·${stride} + ${kernel}`,
    ...(extra > 0 ? [` + ${extra}`] : []),
    ...(before + after > 0 ? [` − ${before + after}`] : []),
  ];
  return {
    before,
    after,
    size: (size - 1) * stride + kernel + extra - before - after,
    formula: terms.join(''),
  };
}

/** [kernel, filters, channels]: a convolution's weight from the result back to the input, as PyTorch counts its fans. */
function weightOf({ kernel, filters }: Params, channels: number): MainWeight {
  const taps = kernel[0] * kernel[1];
  return { shape: [...kernel, filters, channels], fanIn: taps * filters, fanOut: taps * channels };
}

function infer({ block, params, inputs }: InferArgs<Params>): Inferred {
  const place: Place = { block, port: 'x', type: inputs.x! };
  const index = expectsReal(place);
  if (index) return failed(index);
  const [batch, height, width, channels] = place.type.axes;
  const sizes = [height?.size, width?.size, channels?.size];
  if (place.type.axes.length !== 4 || !sizes.every((size) => typeof size === 'number')) {
    return failed(rankMismatch(place, '[B, H, W, C]', pictureFixes(place)));
  }
  const extra = outputPaddingFault(block, params);
  if (extra) return failed(extra);
  const [rows, columns, depth] = sizes as [number, number, number];
  const down = paint(params, 0, rows);
  const across = paint(params, 1, columns);
  if (down.size < 1) return failed(nothingLeft(place, 1, down));
  if (across.size < 1) return failed(nothingLeft(place, 2, across));
  const weight = weightOf(params, depth);
  const factors = [rows, columns, ...weight.shape];
  const painted = (name: 'H' | 'W', from: Axis, { size }: Painted) => axis(name, size, block, from.trace);
  const lines = [`height ${down.formula} = ${down.size}`, `width ${across.formula} = ${across.size}`];
  return {
    outputs: {
      y: {
        axes: [
          batch!,
          painted('H', height!, down),
          painted('W', width!, across),
          axis('C', params.filters, block, channels!.trace, 'filters'),
        ],
        element: real,
      },
    },
    weights: layerWeights(params, weight, params.filters),
    macs: factors.reduce((a, b) => a * b, 1),
    macsFormula: product(factors),
    weightsFormula: weightsFormula(params, weight, params.filters),
    arithmetic: withLast(down.formula === across.formula ? lines.slice(0, 1) : lines, `channels ${params.filters}`),
  };
}

function outputPaddingFault(block: string, params: Params): Fault | null {
  const { outputPadding, stride, padding } = params;
  if (padding === 'same' || outputPadding.every((extra, index) => extra < stride[index]!)) return null;
  const largest = outputPadding.map((extra, index) => Math.min(extra, stride[index]! - 1));
  const expected = message('params.output-padding', { down: stride[0], across: stride[1] });
  return badParam('outputPadding', expected, outputPadding, [setParam(block, 'outputPadding', largest)]);
}

/** `actual`: the size that the arithmetic gives, below 1; `values`: what is cut off. */
const nothingLeft = (place: Place, index: number, { size, before, after }: Painted): Fault => ({
  code: 'zero-size',
  severity: 'wrong',
  port: place.port,
  param: 'sides',
  axis: index,
  expected: 1,
  actual: size,
  types: { [place.port]: place.type },
  origin: place.type.axes[index]?.trace ?? null,
  values: { before, after },
  fixes: [setParam(place.block, 'padding', 'same'), setParam(place.block, 'padding', 'valid')],
});

/** The derivative of the convolution that would take the result to the input. */
function lower(builder: Builder, { params, inputs, weights }: LowerArgs<Params>) {
  const [batch, height, width] = builder.shapeOf(inputs.x!) as [number, number, number, number];
  const down = paint(params, 0, height);
  const across = paint(params, 1, width);
  const y = builder.conv2dGradInput(weights.weight!, inputs.x!, [batch, down.size, across.size, params.filters], {
    stride: params.stride,
    dilation: [1, 1],
    padding: [down.before, down.after, across.before, across.after],
    groups: 1,
  });
  return finishLayer(builder, y, weights.bias, params.activation);
}

export const conv2dTransposed = defineBlock({
  kind: 'conv2d-transposed',
  version: 1,
  family: 'convolution',
  title: 'Conv2D transposed',
  icon: 'expand',
  doc: 'Every input pixel paints its kernels, weighted by its numbers, and overlapping paint adds up: the transpose of Conv2D as a linear map. Takes [B, H, W, C] to [B, H′, W′, filters] with H′ = (H − 1)·stride + kernel − padding; with padding "same", H′ = H·stride. Use it in decoders and autoencoders to go back up to a larger picture.',
  formula: 'y = f(Wᵀ ∗ x + b)',
  keywords: ['deconvolution', 'upsampling', 'decoder', 'fractionally strided', 'convtranspose'],
  stem: 'deconv',
  params: fields,
  summary: ({ filters, kernel, stride, padding }) => [
    { label: 'filters', text: `${filters}` },
    { label: 'kernel', text: `${kernel[0]} × ${kernel[1]}, ${paddingText(padding)}` },
    { label: 'stride', text: `${stride[0]} × ${stride[1]}` },
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  activation: ({ activation }) => lastActivation(activation),
  infer,
  lower,
});
