/** LayerNorm: every example brought to mean 0 and variance 1 by itself (Ba, Kiros and Hinton, 2016). */
import type { NodeId } from '../../ir/graph.ts';
import { defineBlock } from '../define.ts';
import { expectsReal, failed, insertBefore, rankMismatch, setParam } from '../faults.ts';
import { meanOfSteps } from '../lengths.ts';
import { product } from '../weights.ts';
import { affineWeights, alignLast, normFields } from './affine.ts';

export const layerNorm = defineBlock({
  kind: 'layer-norm',
  version: 1,
  family: 'normalisation',
  title: 'LayerNorm',
  icon: 'sliders-horizontal',
  doc: 'y = γ·(x − μ)/√(σ² + ε) + β with mean μ and variance σ² over the last axis, or over the whole example (of a sequence, its real steps). The shape stays, and examples do not touch each other, so training and use are the same. Use it in sequence models and wherever batches are small.',
  formula: 'y = γ·(x − μ)/√(σ² + ε) + β',
  keywords: ['layer normalization', 'normalisation', 'normalise', 'ln'],
  stem: 'norm',
  params: {
    axes: {
      kind: 'choice',
      default: 'last',
      label: 'Over',
      help: 'What is brought to mean 0: the last axis at every place, or all numbers of an example.',
      options: [
        { value: 'last', label: 'Last axis' },
        { value: 'example', label: 'Example' },
      ],
    },
    ...normFields,
  },
  summary: ({ axes }) => [{ label: 'over', text: axes === 'last' ? 'last axis' : 'example' }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  infer: ({ block, params, inputs }) => {
    const x = inputs.x!;
    const place = { block, port: 'x', type: x };
    const index = expectsReal(place);
    if (index) return failed(index);
    const over = params.axes === 'last' ? x.axes.slice(1).slice(-1) : x.axes.slice(1);
    const shape = over.flatMap(({ size }) => (typeof size === 'number' ? [size] : []));
    if (shape.length === 0 || shape.length !== over.length) {
      const fix = over.length === 0 ? insertBefore(place, 'reshape', { shape: [1] }) : setParam(block, 'axes', 'last');
      return failed(rankMismatch(place, '[B, F]', [fix]));
    }
    const sizes = x.axes.flatMap(({ size }) => (typeof size === 'number' ? [size] : []));
    return {
      outputs: { y: x },
      weights: affineWeights(shape, params),
      macs: sizes.reduce((a, b) => a * b, 1),
      macsFormula: product(sizes),
      ...(params.affine ? { weightsFormula: `2·${product(shape)}` } : {}),
    };
  },
  lower: (builder, { params, inputs, lengths, weights }) => {
    const x = inputs.x!;
    const rank = builder.shapeOf(x).length;
    const every = builder.shapeOf(x).map((_, index) => index);
    const axes = params.axes === 'last' ? [rank - 1] : every.slice(1);
    // Over a whole example of a sequence, padding has no part in its mean.
    const average = (value: NodeId): NodeId =>
      params.axes === 'last' || lengths.x === undefined
        ? builder.mean(value, axes)
        : builder.mean(meanOfSteps(builder, value, lengths.x), axes);
    const centred = builder.binary('subtract', x, average(x));
    const variance = average(builder.unary('square', centred));
    const inverse = builder.unary('rsqrt', builder.scalar('add', variance, params.epsilon));
    const normalised = builder.binary('multiply', centred, inverse);
    if (weights.weight === undefined || weights.bias === undefined) return { outputs: { y: normalised } };
    const scaled = builder.binary('multiply', normalised, alignLast(builder, weights.weight, rank));
    return { outputs: { y: builder.binary('add', scaled, alignLast(builder, weights.bias, rank)) } };
  },
});
