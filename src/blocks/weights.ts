/** What layers with weights have in common: bias, initial weights, L2, freezing, a fused activation. */
import type { Builder } from '../ir/builder.ts';
import type { Initializer, NodeId, Shape } from '../ir/graph.ts';
import { activationField, activationText, applyActivation, type OptionalActivation } from './activations.ts';
import type { WeightSpec } from './define.ts';
import type { Fields, ParamsOf } from './fields.ts';

/** In the inspector's order; they follow the block's own parameters. */
export const weightFields = {
  activation: activationField,
  initializer: {
    kind: 'choice',
    default: 'he-normal',
    label: 'Initial weights',
    help: 'How the weights are drawn before training. He suits ReLU; Glorot suits tanh and sigmoid.',
    options: [
      { value: 'he-normal', label: 'He normal' },
      { value: 'glorot-uniform', label: 'Glorot uniform' },
      { value: 'orthogonal', label: 'Orthogonal' },
      { value: 'pytorch', label: 'PyTorch default' },
      { value: 'zeros', label: 'Zeros' },
      { value: 'constant', label: 'Constant' },
    ],
  },
  constant: {
    kind: 'float',
    min: -1000,
    max: 1000,
    step: 0.1,
    default: 0.1,
    label: 'Constant',
    help: 'The value that all weights start with.',
    when: { param: 'initializer', is: ['constant'] },
  },
  bias: {
    kind: 'toggle',
    default: true,
    label: 'Bias',
    help: 'Adds a learnt number to each output; it starts at 0. Not needed before a BatchNorm.',
  },
  l2: {
    kind: 'float',
    min: 0,
    max: 10,
    step: 0.0001,
    default: 0,
    label: 'L2',
    help: 'λ of the penalty ½·λ·‖W‖², which pulls the weights (not the bias) towards 0.',
  },
  freeze: {
    kind: 'toggle',
    default: false,
    label: 'Freeze',
    help: 'Keeps the weights as they are while the rest learns.',
  },
} as const satisfies Fields;

export type WeightParams = ParamsOf<typeof weightFields>;

/** The main weight of a layer. Its last axis is axis 0 of PyTorch's tensor. */
export interface MainWeight {
  readonly shape: Shape;
  /** As PyTorch counts them (torch.nn.init): numbers that enter one output, and outputs that one input enters. */
  readonly fanIn: number;
  readonly fanOut: number;
}

function initializerOf(params: WeightParams, { fanIn, fanOut }: MainWeight): Initializer {
  switch (params.initializer) {
    case 'zeros':
      return { kind: 'constant', value: 0 };
    case 'constant':
      return { kind: 'constant', value: params.constant };
    case 'pytorch':
      return { kind: 'uniform', bound: 1 / Math.sqrt(fanIn) };
    case 'orthogonal':
      return { kind: 'orthogonal' };
    default:
      return { kind: params.initializer, fanIn, fanOut };
  }
}

/** `weight` and, if the layer has one, `bias` with `outputs` numbers. */
export function layerWeights(params: WeightParams, weight: MainWeight, outputs: number): readonly WeightSpec[] {
  const trainable = !params.freeze;
  const initializer = initializerOf(params, weight);
  const main: WeightSpec = { name: 'weight', shape: weight.shape, initializer, trainable, l2: params.l2 };
  if (!params.bias) return [main];
  const start: Initializer = params.initializer === 'pytorch' ? initializer : { kind: 'constant', value: 0 };
  return [main, { name: 'bias', shape: [outputs], initializer: start, trainable, l2: 0 }];
}

/** `3·3·1·16 + 16`. */
export function weightsFormula(params: WeightParams, weight: MainWeight, outputs: number): string {
  return params.bias ? `${product(weight.shape)} + ${outputs}` : product(weight.shape);
}

export const product = (factors: readonly (number | string)[]): string => factors.join('·');

/** Adds the bias along the last axis and applies the activation: the end of every layer with weights. */
export function finishLayer(
  builder: Builder,
  y: NodeId,
  bias: NodeId | undefined,
  activation: OptionalActivation,
): { readonly outputs: { readonly y: NodeId }; readonly before?: NodeId } {
  const before = bias === undefined ? y : addBias(builder, y, bias);
  if (activation === 'none') return { outputs: { y: before } };
  return { outputs: { y: applyActivation(builder, activation, before) }, before };
}

/** Along the last axis. */
export function addBias(builder: Builder, y: NodeId, bias: NodeId): NodeId {
  const shape = builder.shapeOf(y).map((size, axis, all) => (axis === all.length - 1 ? size : 1));
  return builder.binary('add', y, builder.reshape(bias, shape));
}

/** The node's row for the activation. */
export const activationRow = (activation: OptionalActivation): { readonly label: string; readonly text: string } => ({
  label: 'activation',
  text: activationText(activation),
});
