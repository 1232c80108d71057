/** Dropout: a random part of the numbers is left out at every training step (Srivastava et al., 2014). */
import { streamOf } from '../../base/philox.ts';
import { formatPlain } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { expectsReal, failed } from '../faults.ts';

export const dropout = defineBlock({
  kind: 'dropout',
  version: 1,
  family: 'normalisation',
  title: 'Dropout',
  icon: 'dices',
  doc: 'While training, sets each number to 0 with probability p and divides the others by 1 − p; after training it does nothing. The shape stays. Use it before the last Dense when a network learns the training examples by heart: no unit can lean on any single other one.',
  formula: 'y = x·mask / (1 − p)',
  keywords: ['regularisation', 'regularization', 'noise', 'overfitting'],
  stem: 'dropout',
  params: {
    rate: {
      kind: 'float',
      min: 0,
      max: 0.99,
      step: 0.05,
      default: 0.5,
      label: 'Rate',
      help: 'Probability p that a number is left out.',
    },
  },
  summary: ({ rate }) => [{ label: 'rate', text: formatPlain(rate) }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  keepsActivation: true,
  infer: ({ block, inputs }) => {
    const index = expectsReal({ block, port: 'x', type: inputs.x! });
    return index ? failed(index) : { outputs: { y: inputs.x! } };
  },
  lower: (builder, { block, params, inputs, mode }) => {
    const x = inputs.x!;
    if (mode === 'evaluate' || params.rate === 0) return { outputs: { y: x } };
    const mask = builder.dropoutMask(builder.uniform(builder.shapeOf(x), streamOf(block)), params.rate);
    return { outputs: { y: builder.binary('multiply', x, mask) } };
  },
});
