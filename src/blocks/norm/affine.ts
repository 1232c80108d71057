/** What the normalisations share: the learnt scale and shift after them, and the small number under the root. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId, Shape } from '../../ir/graph.ts';
import type { WeightSpec } from '../define.ts';
import type { Fields } from '../fields.ts';

export const normFields = {
  epsilon: {
    kind: 'float',
    min: 0,
    max: 1,
    step: 0.00001,
    default: 1e-5,
    label: 'Epsilon',
    help: 'Added to the variance, so that a constant input does not divide by zero.',
  },
  affine: {
    kind: 'toggle',
    default: true,
    label: 'Scale and shift',
    help: 'Learns γ and β, so that the block can undo the normalisation where that helps.',
  },
  freeze: {
    kind: 'toggle',
    default: false,
    label: 'Freeze',
    help: 'Keeps everything that the block has learnt as it is while the rest learns.',
  },
} as const satisfies Fields;

/** γ (`weight`, starts at 1) and β (`bias`, starts at 0), as PyTorch names them. */
export function affineWeights(shape: Shape, params: { affine: boolean; freeze: boolean }): readonly WeightSpec[] {
  if (!params.affine) return [];
  const spec = (name: string, value: number): WeightSpec => ({
    name,
    shape,
    initializer: { kind: 'constant', value },
    trainable: !params.freeze,
    l2: 0,
  });
  return [spec('weight', 1), spec('bias', 0)];
}

/** The weight as a tensor of the rank of `x`, its axes the last ones. */
export function alignLast(builder: Builder, weight: NodeId, rank: number): NodeId {
  const shape = builder.shapeOf(weight);
  return builder.reshape(weight, [...new Array<number>(rank - shape.length).fill(1), ...shape]);
}
