/** BatchNorm: every channel brought to mean 0 and variance 1 over the batch (Ioffe and Szegedy, 2015). */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import { formatPlain } from '../../text/format.ts';
import { defineBlock, type LowerArgs, type Lowered, type WeightSpec } from '../define.ts';
import { expectsReal, failed, insertBefore, rankMismatch } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { realSteps } from '../lengths.ts';
import { product } from '../weights.ts';
import { affineWeights, alignLast, normFields } from './affine.ts';

const fields = {
  momentum: {
    kind: 'float',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0.1,
    label: 'Momentum',
    help: 'Share of the new batch in the running statistics, as PyTorch counts it.',
  },
  ...normFields,
} as const;

type Params = ParamsOf<typeof fields>;

const buffer = (name: string, channels: number, value: number): WeightSpec => ({
  name,
  shape: [channels],
  initializer: { kind: 'constant', value },
  trainable: false,
  l2: 0,
  buffer: true,
});

/** Smallest 1 − 1/n that is divided by: a batch of one number a channel has no unbiased variance, and its variance is 0. */
const smallest = 1e-12;

function lower(builder: Builder, args: LowerArgs<Params>): Lowered {
  const { params, inputs, weights, mode } = args;
  const x = inputs.x!;
  const rank = builder.shapeOf(x).length;
  const aligned = (id: NodeId) => alignLast(builder, id, rank);
  const scaleBy = (inverse: NodeId) =>
    weights.weight === undefined ? inverse : builder.binary('multiply', inverse, aligned(weights.weight));
  const inverseDeviation = (variance: NodeId) =>
    builder.unary('rsqrt', builder.scalar('add', variance, params.epsilon));

  if (mode === 'evaluate' || params.freeze) {
    const scale = scaleBy(inverseDeviation(aligned(weights.running_var!)));
    const moved = builder.binary('multiply', aligned(weights.running_mean!), scale);
    const shift =
      weights.bias === undefined
        ? builder.unary('negate', moved)
        : builder.binary('subtract', aligned(weights.bias), moved);
    return { outputs: { y: builder.binary('add', builder.binary('multiply', x, scale), shift) } };
  }

  const { mean, variance, centred, reciprocalCount } = batchStatistics(builder, args);
  const normalised = builder.binary('multiply', centred, scaleBy(inverseDeviation(variance)));
  const y = weights.bias === undefined ? normalised : builder.binary('add', normalised, aligned(weights.bias));
  const blend = (running: NodeId, batch: NodeId) =>
    builder.binary(
      'add',
      builder.scalar('multiply', running, 1 - params.momentum),
      builder.scalar('multiply', builder.reshape(batch, builder.shapeOf(running)), params.momentum),
    );
  const freedom = builder.scalar('add', builder.scalar('add', builder.unary('negate', reciprocalCount), 1), smallest);
  const unbiased = builder.binary('divide', variance, freedom);
  return {
    outputs: { y },
    updates: {
      running_mean: blend(weights.running_mean!, mean),
      running_var: blend(weights.running_var!, unbiased),
    },
  };
}

/**
 * Mean and biased variance over all axes but the last, [1, ..., 1, C]. With weights w that sum to 1 (equal ones for all that
 * is real, 0 for padding), the mean is Σ w·x / places, and Σ w² / places is 1 over the count of real numbers in each channel.
 */
function batchStatistics(builder: Builder, args: LowerArgs<Params>) {
  const x = args.inputs.x!;
  const shape = builder.shapeOf(x);
  const axes = shape.slice(0, -1).map((_, index) => index);
  const weights = weightsOfReal(builder, args);
  const places = shape
    .slice(0, -1)
    .reduce((product, size, axis) => product * (size / builder.shapeOf(weights)[axis]!), 1);
  const share = places === 1 ? weights : builder.scalar('multiply', weights, 1 / places);
  const average = (value: NodeId) => builder.sum(builder.binary('multiply', value, share), axes);
  const mean = average(x);
  const centred = builder.binary('subtract', x, mean);
  const variance = average(builder.unary('square', centred));
  const squares = builder.sum(builder.binary('multiply', weights, share), axes);
  return { mean, variance, centred, reciprocalCount: squares };
}

/** [B, 1, ...]: equal for all real examples; [B, T, 1, ...] for sequences with lengths: equal for all their real steps. */
function weightsOfReal(builder: Builder, { inputs, lengths, exampleWeights }: LowerArgs<Params>): NodeId {
  const shape = builder.shapeOf(inputs.x!);
  const examples = builder.reshape(
    exampleWeights,
    shape.map((size, axis) => (axis === 0 ? size : 1)),
  );
  if (lengths.x === undefined) return examples;
  const steps = builder.binary('multiply', examples, realSteps(builder, lengths.x, shape));
  return builder.binary('divide', steps, builder.scalar('add', builder.sum(steps, [0, 1]), smallest));
}

export const batchNorm = defineBlock({
  kind: 'batch-norm',
  version: 1,
  family: 'normalisation',
  title: 'BatchNorm',
  icon: 'sliders-vertical',
  doc: 'y = γ·(x − μ)/√(σ² + ε) + β with mean μ and variance σ² of each channel over the batch and all places (of a sequence, its real steps); after training, with their running means. The shape stays. Use it between a convolution (without bias) and its activation: it allows larger learning rates and trains deeper networks. It needs batches of more than a few examples. Frozen, it uses its running statistics and leaves them as they are.',
  formula: 'y = γ·(x − μ)/√(σ² + ε) + β',
  keywords: ['batch normalization', 'normalisation', 'normalise', 'bn'],
  stem: 'norm',
  params: fields,
  summary: ({ momentum }) => [{ label: 'momentum', text: formatPlain(momentum) }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'keep',
  infer: ({ block, params, inputs }) => {
    const x = inputs.x!;
    const place = { block, port: 'x', type: x };
    const index = expectsReal(place);
    if (index) return failed(index);
    const channels = x.axes.at(-1)?.size;
    if (x.axes.length < 2 || typeof channels !== 'number') {
      return failed(rankMismatch(place, '[B, F]', [insertBefore(place, 'reshape', { shape: [1] })]));
    }
    const sizes = x.axes.flatMap(({ size }) => (typeof size === 'number' ? [size] : []));
    return {
      outputs: { y: x },
      weights: [
        ...affineWeights([channels], params),
        buffer('running_mean', channels, 0),
        buffer('running_var', channels, 1),
      ],
      macs: sizes.reduce((a, b) => a * b, 1),
      macsFormula: product(sizes),
      ...(params.affine ? { weightsFormula: `2·${channels}` } : {}),
    };
  },
  lower,
});
