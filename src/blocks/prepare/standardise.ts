/** Standardise: every feature with mean 0 and deviation 1. */
import { defineBlock } from '../define.ts';
import { expectsReal, failed } from '../faults.ts';

export const standardise = defineBlock({
  kind: 'standardise',
  version: 1,
  family: 'data',
  title: 'Standardise',
  icon: 'gauge',
  doc: 'y = (x − μ)/σ with the mean μ and the standard deviation σ of each feature (the last axis, a picture’s channel) over the examples of the training part alone: what validation and test are like stays unknown. The shape stays. Use it where features come in units of their own, degrees beside millimetres, or far from 0: a network learns from numbers of about the same size. A feature that never changes becomes 0.',
  formula: 'y = (x − μ) / σ',
  keywords: ['normalise', 'z-score', 'scale', 'mean', 'deviation', 'preprocessing'],
  stem: 'standardise',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'preparation',
  lengths: 'keep',
  infer: ({ block, inputs }) => {
    const type = inputs.x!;
    const fault = expectsReal({ block, port: 'x', type });
    return fault ? failed(fault) : { outputs: { y: type } };
  },
  lower: null,
});
