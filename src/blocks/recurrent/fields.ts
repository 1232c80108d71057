/** The parameters that all recurrent layers share, in the inspector's order. */
import type { Field, Fields, ParamsOf } from '../fields.ts';

/** How layers walk over the steps, and what comes out. */
export const layerFields = {
  returns: {
    kind: 'choice',
    default: 'last',
    label: 'Return',
    help: 'The state after the last real step, for one answer to the whole sequence, or at every step, for an answer a step or another recurrent block.',
    options: [
      { value: 'last', label: 'Last step' },
      { value: 'every', label: 'Every step' },
    ],
  },
  direction: {
    kind: 'choice',
    default: 'forward',
    label: 'Direction',
    help: 'Forward reads from the first step on, backward from the last real one; both has weights for each, so that a step knows what comes before and after it.',
    options: [
      { value: 'forward', label: 'Forward' },
      { value: 'backward', label: 'Backward' },
      { value: 'both', label: 'Both' },
    ],
  },
  merge: {
    kind: 'choice',
    default: 'concat',
    label: 'Join directions',
    help: 'How the two directions become one: side by side (twice the features), or added.',
    options: [
      { value: 'concat', label: 'Side by side' },
      { value: 'sum', label: 'Sum' },
    ],
    when: { param: 'direction', is: ['both'] },
  },
  layers: {
    kind: 'int',
    min: 1,
    max: 8,
    default: 1,
    label: 'Layers',
    help: 'Recurrent layers on top of each other: each reads every step of the one below.',
  },
} as const satisfies Fields;

/** What the layer makes of the steps; a layer's own parameters follow. */
export const stepFields = {
  units: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 64,
    label: 'Units',
    help: 'Numbers in the state h: how much can be remembered from one step to the next.',
  },
  ...layerFields,
} as const satisfies Fields;

const weightOptions = [
  { value: 'orthogonal', label: 'Orthogonal' },
  { value: 'glorot-uniform', label: 'Glorot uniform' },
  { value: 'he-normal', label: 'He normal' },
  { value: 'pytorch', label: 'PyTorch default' },
  { value: 'zeros', label: 'Zeros' },
] as const;

/** Where the state starts, what is left out while training, and the weights. */
export const stateFields = {
  initial: {
    kind: 'choice',
    default: 'zero',
    label: 'Initial state',
    help: 'The state before the first step. Wired: from the inputs, as a like block gives its final state. Carried on: from where the same row of the batch before ended (truncated backpropagation), in training on a text read in order.',
    options: [
      { value: 'zero', label: 'Zero' },
      { value: 'learned', label: 'Learned' },
      { value: 'wired', label: 'Wired' },
      { value: 'carried', label: 'Carried on' },
    ],
  },
  finalState: {
    kind: 'toggle',
    default: false,
    label: 'Final state as output',
    help: 'Gives the state after the last real step, of every layer and direction side by side: an encoder can start a decoder.',
  },
  dropout: {
    kind: 'float',
    min: 0,
    max: 0.95,
    step: 0.05,
    default: 0,
    label: 'Dropout of inputs',
    help: 'Probability that a feature of a layer’s input is left out while training, at all steps of a sequence alike.',
  },
  recurrentDropout: {
    kind: 'float',
    min: 0,
    max: 0.95,
    step: 0.05,
    default: 0,
    label: 'Dropout of the state',
    help: 'Probability that a unit is left out of what steps read of the state while training; one mask a sequence, else nothing would be remembered for long (Gal and Ghahramani, 2016).',
  },
  initializer: {
    kind: 'choice',
    default: 'glorot-uniform',
    label: 'Initial input weights',
    help: 'How W_x is drawn before training.',
    options: weightOptions,
  },
  recurrentInitializer: {
    kind: 'choice',
    default: 'orthogonal',
    label: 'Initial state weights',
    help: 'How W_h is drawn before training. Orthogonal (each gate by itself) keeps the length of the state over many steps.',
    options: weightOptions,
  },
} as const satisfies Fields;

/** `two` is another function in a GRU that resets after the product, and the same one in any other layer. */
export const biasField = <const D extends 'one' | 'two'>(value: D) =>
  ({
    kind: 'choice',
    default: value,
    label: 'Biases',
    help: 'One learnt number for each gate and unit; it starts at 0. PyTorch keeps two, whose sum acts (but in a GRU that resets after the product): its parameter count.',
    options: [
      { value: 'one', label: 'One vector' },
      { value: 'two', label: 'Two, as in PyTorch' },
      { value: 'none', label: 'None' },
    ],
  }) as const satisfies Field;

/** In every layer's order after its bias. */
export const trainingFields = {
  l2: {
    kind: 'float',
    min: 0,
    max: 10,
    step: 0.0001,
    default: 0,
    label: 'L2',
    help: 'λ of the penalty ½·λ·‖W‖², which pulls the weights (not biases or initial states) towards 0.',
  },
  freeze: {
    kind: 'toggle',
    default: false,
    label: 'Freeze',
    help: 'Keeps the weights as they are while the rest learns.',
  },
} as const satisfies Fields;

/** What every recurrent block has, wired by hand or not. */
export type LayerParams = ParamsOf<typeof layerFields> & Pick<ParamsOf<typeof stateFields>, 'finalState' | 'dropout'>;

export type RecurrentParams = ParamsOf<typeof stepFields> &
  ParamsOf<typeof stateFields> &
  ParamsOf<typeof trainingFields> & { readonly bias: 'none' | 'one' | 'two' };

/** φ of the candidate and, in an LSTM, of the cell. */
export const nonlinearityField = {
  kind: 'choice',
  default: 'tanh',
  label: 'Function φ',
  help: 'Tanh keeps the state between −1 and 1; ReLU lets it grow, which asks for small weights or clipped gradients.',
  options: [
    { value: 'tanh', label: 'Tanh' },
    { value: 'relu', label: 'ReLU' },
  ],
} as const satisfies Field;
