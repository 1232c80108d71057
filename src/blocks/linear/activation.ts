/** Activation: a function applied to every number. */
import { activationOptions, activationText, applyActivation } from '../activations.ts';
import { defineBlock } from '../define.ts';
import { expectsReal, failed, insertBefore, rankMismatch } from '../faults.ts';

export const activation = defineBlock({
  kind: 'activation',
  version: 1,
  family: 'linear',
  title: 'Activation',
  icon: 'spline',
  doc: 'y = f(x) for every number; the shape stays. Use it between layers: without it, two of them are no more than one. ReLU is the usual choice inside a network; sigmoid gives a probability, tanh lies between −1 and 1, and softmax turns the last axis into shares that sum to one. A loss on logits applies its own: leave it out there.',
  formula: 'y = f(x)',
  keywords: [
    'nonlinearity',
    'relu',
    'leaky relu',
    'elu',
    'gelu',
    'silu',
    'swish',
    'sigmoid',
    'tanh',
    'softplus',
    'softmax',
  ],
  stem: 'act',
  params: {
    function: {
      kind: 'choice',
      default: 'relu',
      label: 'Function',
      help: 'What is applied.',
      options: activationOptions,
    },
    slope: {
      kind: 'float',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.01,
      label: 'Slope',
      help: 'Slope below zero.',
      when: { param: 'function', is: ['leaky-relu'] },
    },
    alpha: {
      kind: 'float',
      min: 0,
      max: 10,
      step: 0.1,
      default: 1,
      label: 'Alpha',
      help: 'ELU goes to −alpha far below zero.',
      when: { param: 'function', is: ['elu'] },
    },
  },
  summary: (params) => [{ label: 'function', text: activationText(params.function) }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  activation: (params) => params.function,
  infer: ({ block, params, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const index = expectsReal(place);
    if (index) return failed(index);
    if (params.function === 'softmax' && place.type.axes.length < 2) {
      const fix = insertBefore(place, 'reshape', { shape: [1] });
      return failed(rankMismatch(place, '[B, F]', [fix]));
    }
    return { outputs: { y: place.type } };
  },
  lower: (builder, { params, inputs }) => {
    const alpha = params.function === 'elu' ? params.alpha : params.slope;
    return { outputs: { y: applyActivation(builder, params.function, inputs.x!, alpha) } };
  },
});
