/** The activation functions that a layer can apply last, and that the Activation block applies alone. */
import type { Builder } from '../ir/builder.ts';
import type { NodeId } from '../ir/graph.ts';
import type { UnaryFunction } from '../ir/ops.ts';
import type { Field, FieldValue } from './fields.ts';

/** In the order in which a menu shows them. */
export const activationOptions = [
  { value: 'relu', label: 'ReLU' },
  { value: 'leaky-relu', label: 'Leaky ReLU' },
  { value: 'elu', label: 'ELU' },
  { value: 'gelu', label: 'GELU' },
  { value: 'silu', label: 'SiLU' },
  { value: 'sigmoid', label: 'Sigmoid' },
  { value: 'tanh', label: 'Tanh' },
  { value: 'softplus', label: 'Softplus' },
  { value: 'softmax', label: 'Softmax' },
] as const satisfies readonly { value: UnaryFunction | 'softmax'; label: string }[];

export type Activation = (typeof activationOptions)[number]['value'];

/** The optional activation at the end of a layer with weights. */
export const activationField = {
  kind: 'choice',
  default: 'none',
  label: 'Activation',
  help: 'Function applied to every number of the result; softmax turns the last axis into shares of one.',
  options: [{ value: 'none', label: 'None' }, ...activationOptions],
} as const satisfies Field;

export type OptionalActivation = FieldValue<typeof activationField>;

/** PyTorch's defaults: slope of leaky ReLU below zero, scale of ELU. */
const defaultAlpha = { 'leaky-relu': 0.01, elu: 1 } as const;

/** How a sentence and a node's row name it: `ReLU`, `none`. */
export function activationText(activation: OptionalActivation): string {
  return activationOptions.find((option) => option.value === activation)?.label ?? 'none';
}

/** For `BlockDefinition.activation`. */
export function lastActivation(activation: OptionalActivation): Activation | null {
  return activation === 'none' ? null : activation;
}

/** `alpha` is read by leaky ReLU and ELU alone. */
export function applyActivation(builder: Builder, activation: Activation, x: NodeId, alpha?: number): NodeId {
  if (activation === 'softmax') return builder.softmax(x);
  if (activation === 'leaky-relu' || activation === 'elu') {
    return builder.unary(activation, x, alpha ?? defaultAlpha[activation]);
  }
  return builder.unary(activation, x);
}
