/** Input of a recurrent cell: this step of the sequence that the cell reads. */
import { defineBlock } from '../define.ts';
import { failed } from '../faults.ts';

export const cellInput = defineBlock({
  kind: 'cell-input',
  version: 1,
  family: 'recurrent',
  title: 'Step input',
  icon: 'log-in',
  doc: 'x_t: what the recurrent cell reads at this step, [B, F] of its input [B, T, F]. Use it inside a recurrent cell, as what the blocks of the step begin with.',
  formula: 'x = x_t',
  keywords: ['input', 'step', 'cell', 'time'],
  stem: 'x',
  params: {},
  summary: () => [],
  inputs: () => [],
  outputs: () => [{ name: 'x' }],
  role: 'layer',
  place: 'cell',
  isGiven: true,
  isSingle: true,
  infer: ({ given }) => (given === undefined ? failed() : { outputs: { x: given } }),
  lower: (_, { given }) => ({ outputs: { x: given! } }),
});
